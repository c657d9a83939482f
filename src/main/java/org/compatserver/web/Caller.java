package org.compatserver.web;

/**
 * Who sent a request.
 *
 * @param address the client's, only to count with; never logged
 * @param isHere whether it comes from this machine and is addressed to it by such a name, neither passed on by a proxy that says so nor sent by a page of another origin
 * @param authorization the header of that name; empty when there is none; never logged
 */
record Caller(String address, boolean isHere, String authorization) {}
