package org.compatserver.pep.distribution;

import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * What the core metadata of one file says about installing it (core metadata specification, 1.0 to 2.5).
 *
 * @param name the project's name as the file spells it
 * @param requiresDist in the file's order
 * @param requiresPython null when there is none, or when it cannot be read (pip ignores it then)
 * @param dynamic the lower-cased names of fields marked Dynamic (PEP 643)
 */
public record CoreMetadata(
        String metadataVersion,
        String name,
        Version version,
        List<Requirement> requiresDist,
        @Nullable SpecifierSet requiresPython,
        List<Extra> providesExtra,
        List<String> dynamic) {

    public CoreMetadata {
        requiresDist = List.copyOf(requiresDist);
        providesExtra = List.copyOf(providesExtra);
        dynamic = List.copyOf(dynamic);
    }

    /** Reads a METADATA or PKG-INFO file; one requirement that cannot be read is a problem of the whole (pip's rule). */
    public static Parsed<CoreMetadata> parse(String text) {
        throw new UnsupportedOperationException("contract");
    }
}
