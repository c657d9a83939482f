package org.compatserver.pep.distribution;

import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;

/**
 * A source archive's file name: {@code name-version.tar.gz} and its older forms (PEP 625, pip's rules for older ones).
 *
 * @param extension with its dot: {@code .tar.gz}, {@code .zip}, …
 */
public record SourceFilename(ProjectName project, Version version, String extension) implements DistributionFilename {}
