package org.compatserver.metadata;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.compatserver.metadata.RangeSource.RangesRefused;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the METADATA of a wheel (binary distribution format, "The .dist-info directory"): the one of the only top-level {@code *.dist-info} directory, whose name, normalised,
 * must start with the project's (pip's rule).
 *
 * <p>Where the central directory is longer than what was read of the archive's end, and METADATA is among the records read, the other records are not
 * fetched: a second dist-info directory goes unnoticed there. The directory of a 500 MB wheel can have 3 MB.
 */
final class WheelMetadata {
    /** The most bytes that a METADATA file may have: the longest readme seen made 0.4 MB of it. */
    static final int LARGEST = 8 * 1024 * 1024;

    /** A directory up to this size is read as a whole when its last records do not tell; of a larger one first its first records. */
    private static final int SMALL_DIRECTORY = 192 * 1024;

    private static final int FIRST_RECORDS = 32 * 1024;

    private WheelMetadata() {}

    /** The bytes of METADATA. */
    static byte[] read(RangeSource source, ProjectName project) throws BrokenArchive, RangesRefused {
        ZipWindow window = ZipWindow.open(source);
        return window.content(find(window, project), LARGEST);
    }

    private static ZipMember find(ZipWindow window, ProjectName project) throws BrokenArchive, RangesRefused {
        if (!window.holdsDirectory()) {
            ZipMember member = among(window.lastMembers(), project);
            if (member == null && window.directorySize() > SMALL_DIRECTORY) {
                member = among(window.firstMembers(FIRST_RECORDS), project);
            }
            if (member != null) {
                return member;
            }
        }
        ZipMember member = among(window.members(), project);
        if (member == null) {
            throw BrokenArchive.content("It has no .dist-info directory with a METADATA file", null);
        }
        return member;
    }

    /** METADATA among these members; null when it is not. */
    private static @Nullable ZipMember among(List<ZipMember> members, ProjectName project) throws BrokenArchive {
        Set<String> directories = new LinkedHashSet<>();
        for (ZipMember member : members) {
            int slash = member.name().indexOf('/');
            if (slash > 0 && member.name().startsWith(".dist-info", slash - 10)) {
                directories.add(member.name().substring(0, slash));
            }
        }
        if (directories.isEmpty()) {
            return null;
        }
        if (directories.size() > 1) {
            throw BrokenArchive.content(
                    "It has several .dist-info directories: " + String.join(", ", directories), null);
        }
        String directory = directories.iterator().next();
        if (!EggInfo.normalized(directory).startsWith(project.normalized())) {
            throw BrokenArchive.content(
                    "Its .dist-info directory " + directory + " is not of " + project.normalized(), null);
        }
        // As in Python's zipfile, of two members with one name the last counts.
        return members.reversed().stream()
                .filter(member -> member.name().equals(directory + "/METADATA"))
                .findFirst()
                .orElse(null);
    }
}
