package org.compatserver.pep.requirement;

/** The values of the marker variables, but for {@code extra}, on one target (PEP 508, table of "Environment Markers"). */
public record MarkerEnvironment(
        String implementationName,
        String implementationVersion,
        String osName,
        String platformMachine,
        String platformPythonImplementation,
        String platformRelease,
        String platformSystem,
        String platformVersion,
        String pythonFullVersion,
        String pythonVersion,
        String sysPlatform) {}
