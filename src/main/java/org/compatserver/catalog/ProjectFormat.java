package org.compatserver.catalog;

/**
 * The layout of a compiled project: one file, little-endian, written once and then mapped. It holds what a page says, sorted and interned, so that a
 * question reads a few words of it and parses nothing. {@code catalog.md}, beside this, tells the whole.
 *
 * <pre>
 * header   {@value #HEADER} bytes, the fields below; the checksum covers everything after its own field
 * long[]   words of the set of pre-releases
 * long[V]  earliest upload of a version's files, in microseconds; {@link Micros#UNKNOWN} if one has none
 * long[V]  latest upload
 * int[V]   text of the version
 * int[V+1] first file of each version; the last entry is the number of files
 * int[V]   profile of each version
 * int[T]   text of each tag set: its tags, separated by blanks
 * int[P]   text of each Requires-Python
 * int[R+1] first entry of each profile
 * long[E]  entries of the profiles, see {@link #entry}; padded to 8 bytes before
 * files    {@value #FILE} bytes each, by version, those of one version in the page's order
 * heap     texts: length in bytes (int), UTF-8; referred to by offset from the heap's start, -1 stands for none
 * </pre>
 */
final class ProjectFormat {
    static final int MAGIC = 0x4A504343;

    /** Raised whenever the layout, or what the texts are read by, changes; part of the file's name, so that programs of two versions do not meet. */
    static final int FORMAT = 2;

    static final int AT_MAGIC = 0;
    static final int AT_FORMAT = 4;

    /** When the page was last fetched, microseconds; the only field that is ever written again. */
    static final int AT_FETCHED = 8;

    static final int AT_LENGTH = 16;
    static final int AT_CHECKSUM = 20;
    static final int AT_VERSIONS = 24;
    static final int AT_FILES = 28;
    static final int AT_TAG_SETS = 32;
    static final int AT_PYTHONS = 36;
    static final int AT_PROFILES = 40;
    static final int AT_ENTRIES = 44;
    static final int AT_HEAP = 48;
    static final int AT_PROJECT = 52;
    static final int AT_STATUS = 56;
    static final int AT_DIGEST = 60;
    static final int HEADER = 64;

    static final int FILE = 88;
    static final int FILE_UPLOADED = 0;
    static final int FILE_SIZE = 8;
    static final int FILE_SHA256 = 16;
    static final int FILE_NAME = 48;
    static final int FILE_ADDRESS = 52;
    static final int FILE_FLAGS = 56;

    /** Number of the tag set; -1 for a source archive. */
    static final int FILE_TAG_SET = 60;

    static final int FILE_PYTHON = 64;
    static final int FILE_YANKED = 68;

    /** Place of the build tag among those of the project; 0 for none. */
    static final int FILE_BUILD = 72;

    static final int FILE_METADATA_SHA256 = 76;

    /** The file's own spelling of the version; -1 where it is the version's text. */
    static final int FILE_SPELLING = 80;

    static final int HAS_SHA256 = 1;
    static final int HAS_METADATA = 2;

    /** The address is the text followed by the file name. */
    static final int ADDRESS_ENDS_WITH_NAME = 4;

    private ProjectFormat() {}

    /**
     * A kind of file that a version has: versions with the same kinds share a profile, and whether a profile's files count on a target is found once.
     *
     * @param tagSet -1 for a source archive
     * @param python -1 for none
     */
    static long entry(int tagSet, int python, boolean yanked) {
        return (long) (tagSet + 1) << 32 | (long) (python + 1) << 1 | (yanked ? 1 : 0);
    }

    static int tagSet(long entry) {
        return (int) (entry >>> 32) - 1;
    }

    static int python(long entry) {
        return ((int) entry >>> 1) - 1;
    }

    static boolean yanked(long entry) {
        return (entry & 1) != 0;
    }

    /** Where each section starts, from the counts in the header. */
    record Sections(
            int preReleases,
            int earliest,
            int latest,
            int texts,
            int firstFiles,
            int profiles,
            int tagSets,
            int pythons,
            int profileStarts,
            int entries,
            int files,
            int heap) {

        static Sections of(int versions, int files, int tagSets, int pythons, int profiles, int entries) {
            int atEarliest = HEADER + 8 * ((versions + 63) >> 6);
            int atLatest = atEarliest + 8 * versions;
            int atTexts = atLatest + 8 * versions;
            int atFirst = atTexts + 4 * versions;
            int atProfiles = atFirst + 4 * (versions + 1);
            int atTags = atProfiles + 4 * versions;
            int atPythons = atTags + 4 * tagSets;
            int atStarts = atPythons + 4 * pythons;
            int atEntries = (atStarts + 4 * (profiles + 1) + 7) & ~7;
            int atFiles = atEntries + 8 * entries;
            return new Sections(
                    HEADER,
                    atEarliest,
                    atLatest,
                    atTexts,
                    atFirst,
                    atProfiles,
                    atTags,
                    atPythons,
                    atStarts,
                    atEntries,
                    atFiles,
                    atFiles + FILE * files);
        }
    }
}
