package org.compatserver.catalog;

import java.util.List;
import org.compatserver.resolver.spi.Dependencies;

/**
 * What was found out about the dependencies of one version on one target.
 *
 * @param dependencies as they are if unknowable files are unusable
 * @param targets the states of the required projects' pages against which the clauses were read; another state needs another answer
 * @param file the file that was chosen, as the compiled project numbers it; -1 if none could be
 * @param assumed whether the file's metadata was put together from egg-info
 */
record Answer(Dependencies dependencies, List<CompiledProject> targets, int file, boolean assumed) {}
