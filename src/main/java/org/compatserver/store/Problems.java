package org.compatserver.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.compatserver.round.RoundStore.RoundProblem;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite says, in words that tell who can do what. */
final class Problems {
    private static final int PRIMARY = 0xff;

    private Problems() {}

    static RoundProblem of(Path file, SQLException e) {
        return new RoundProblem(message(file, e), e);
    }

    /** Of bytes that are not what was written. */
    static RoundProblem damaged(Path file, RuntimeException e) {
        return new RoundProblem(damaged(file) + " (" + e.getMessage() + ")", e);
    }

    private static String damaged(Path file) {
        return file + " is damaged, or no file of this program: move it away, and the next round begins a new one";
    }

    private static String message(Path file, SQLException e) {
        int code = e instanceof SQLiteException sqlite
                ? sqlite.getResultCode().code & PRIMARY
                : e.getErrorCode() & PRIMARY;
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return "There is no room left for " + file + ": free some, or pass a folder elsewhere as --data-dir";
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code
                || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || code == SQLiteErrorCode.SQLITE_PERM.code) {
            return file + " cannot be written: give this user the right to, or pass another folder as --data-dir";
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return "Another process has been writing to " + file + " for too long; try again when it has ended";
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return damaged(file);
        }
        return file + " cannot be used: " + e.getMessage();
    }
}
