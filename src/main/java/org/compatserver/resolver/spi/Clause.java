package org.compatserver.resolver.spi;

import org.compatserver.pep.version.SpecifierSet;

/**
 * The version clauses of one requirement, read against the versions of its project.
 *
 * @param specifiers as they were written
 * @param allowed the positions in their range, pre-releases included
 * @param admitsPreReleases {@link SpecifierSet#namesPreRelease()}
 * @param pins {@link SpecifierSet#pins()}
 */
public record Clause(SpecifierSet specifiers, VersionSet allowed, boolean admitsPreReleases, boolean pins) {}
