package org.compatserver.metadata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers in an array of bytes. */
@SuppressWarnings("ArrayRecordComponent")
record LittleEndian(byte[] array) {
    private static final VarHandle INT16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    int length() {
        return array.length;
    }

    /** An unsigned number of 16 bits. */
    int int16(int at) {
        return (short) INT16.get(array, at) & 0xffff;
    }

    int int32(int at) {
        return (int) INT32.get(array, at);
    }

    long unsigned32(int at) {
        return int32(at) & 0xffffffffL;
    }

    long int64(int at) {
        return (long) INT64.get(array, at);
    }

    /** The last place at or before {@code from} where the four bytes of {@code signature} stand; -1 when there is none. */
    int lastIndexOf(int signature, int from) {
        for (int at = Math.min(from, array.length - 4); at >= 0; at--) {
            if (array[at] == (byte) signature && int32(at) == signature) {
                return at;
            }
        }
        return -1;
    }
}
