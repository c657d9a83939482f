package org.compatserver.metadata;

/** The bytes of one archive, read in pieces. Not for several threads at once. */
interface RangeSource {
    /**
     * The last bytes of the archive, at most {@code length} of them; a source may give more.
     *
     * @throws org.compatserver.index.IndexFault if they cannot be fetched
     * @throws RangesRefused if this archive can only be had as a whole
     */
    Piece tail(int length) throws RangesRefused;

    /**
     * {@code length} bytes from {@code offset} on, all of them inside the archive.
     *
     * @throws org.compatserver.index.IndexFault if they cannot be fetched
     * @throws RangesRefused if this archive can only be had as a whole
     */
    Piece read(long offset, int length) throws RangesRefused;

    /**
     * Some bytes of an archive.
     *
     * @param offset where they start
     * @param total the size of the whole archive
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Piece(long offset, byte[] bytes, long total) {
        long end() {
            return offset + bytes.length;
        }
    }

    /** The archive cannot be read in pieces: the server does not serve ranges of it. */
    final class RangesRefused extends Exception {
        private static final long serialVersionUID = 1L;

        RangesRefused(String message) {
            super(message);
        }
    }
}
