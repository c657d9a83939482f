package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: how many checks a client may ask for in how long. */
class RatesTest {
    private final AtomicLong now = new AtomicLong(-5);

    private void pass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    /** How many of so many the client gets now. */
    private static long had(Rates rates, long client, int many) {
        long had = 0;
        for (int i = 0; i < many; i++) {
            had += rates.take(client) == 0 ? 1 : 0;
        }
        return had;
    }

    @Test
    void withoutABoundEverybodyHasAll() {
        Rates rates = new Rates(0, now::get);
        rates.charge(1, 1_000_000);
        assertThat(had(rates, 1, 10_000)).isEqualTo(10_000);
        assertThat(rates.clients()).isZero();
    }

    @Test
    void tenSecondsWorthAtOnceThenAsManyAsPass() {
        Rates rates = new Rates(3, now::get);
        assertThat(had(rates, 1, 100)).isEqualTo(30);
        pass(1);
        assertThat(had(rates, 1, 100)).isEqualTo(3);
        pass(4);
        assertThat(had(rates, 1, 100)).isEqualTo(12);
        pass(1_000);
        assertThat(had(rates, 1, 100)).isEqualTo(30);
    }

    @Test
    void askersAtTheSameMomentGetNoMoreTogether() throws Exception {
        Rates rates = new Rates(100, now::get);
        List<Callable<Long>> askers = Collections.nCopies(8, () -> had(rates, 1, 500));
        long all = 0;
        try (ExecutorService each = Executors.newFixedThreadPool(8)) {
            for (Future<Long> one : each.invokeAll(askers)) {
                all += one.get();
            }
        }
        assertThat(all).isEqualTo(1_000);
    }

    @Test
    void aClientDoesNotPayForAnother() {
        Rates rates = new Rates(1, now::get);
        assertThat(had(rates, 1, 100)).isEqualTo(10);
        assertThat(had(rates, 2, 100)).isEqualTo(10);
    }

    @Test
    void aBatchIsHadByWhoHasSomethingLeftAndPaidForAfterwards() {
        Rates rates = new Rates(10, now::get);
        assertThat(rates.take(1)).isZero();
        rates.charge(1, 999);
        assertThat(rates.take(1)).isEqualTo(91);
        pass(89);
        assertThat(rates.take(1)).isEqualTo(2);
        pass(2);
        assertThat(rates.take(1)).isZero();
    }

    @Test
    void aRateMayBeLessThanOne() {
        Rates rates = new Rates(0.5, now::get);
        assertThat(had(rates, 1, 100)).isEqualTo(5);
        assertThat(rates.take(1)).isEqualTo(1);
        pass(2);
        assertThat(rates.take(1)).isZero();
    }

    @Test
    void manyClientsTakeBoundedRoomAndThoseWhoPaidMakeRoom() {
        Rates rates = new Rates(1, now::get);
        for (long client = 0; client < 100_000; client++) {
            assertThat(rates.take(client)).isEqualTo(client < 65_536 + 10 ? 0 : 1);
        }
        assertThat(rates.clients()).isEqualTo(65_537);
        pass(3);
        assertThat(rates.take(200_000)).isZero();
        assertThat(rates.clients()).isLessThan(3);
    }
}
