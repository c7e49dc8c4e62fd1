// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a generator prints. */
class LoadResultTest {
    private static final String PRINTED = """
            {"generator":"c","connections":7,"idle":0,"message":64,"reply":0,"seconds":0.5,"requests":1000,
            "bytes":64000,"perSecond":2000.0,"latencyNanos":{"p50":1,"p99":2,"p999":3,"max":4,"mean":1},
            "perConnection":{"min":5,"median":6,"max":7},"floodBytes":8,"serverCpuNanos":10000000,
            "serverSwitches":500,"serverResidentBytes":9}
            """;

    @Test
    void everyFieldHasItsPlace() throws IOException {
        assertEquals(
                new LoadResult("c", 0.5, 1000, 64000, 1, 2, 3, 4, 5, 6, 7, 8, 10_000_000, 500, 9),
                LoadResult.parse(PRINTED));
    }

    @Test
    void ratesFollow() throws IOException {
        LoadResult result = LoadResult.parse(PRINTED);
        assertEquals(2000, result.perSecond());
        assertEquals(10_000, result.cpuNanosPerRequest());
        assertEquals(0.5, result.switchesPerRequest());
    }

    @Test
    void whatIsPrintedInJavaIsReadTheSame() throws IOException {
        LoadResult result = LoadResult.parse(PRINTED);
        assertEquals(result, LoadResult.parse(JSON.std.asString(result.json())));
    }

    @Test
    void severalGeneratorsAreOneLoad() {
        LoadResult one = new LoadResult("c", 0.5, 1000, 64000, 1, 2, 3, 4, 5, 6, 7, 0, 10_000_000, 500, 9);
        LoadResult other = new LoadResult("c", 0.5, 500, 32000, 2, 4, 6, 8, 3, 4, 9, 0, 11_000_000, 600, 9);
        assertEquals(
                new LoadResult("c", 0.5, 1500, 96000, 2, 4, 6, 8, 3, 5, 9, 0, 10_000_000, 500, 9),
                LoadResult.together(List.of(one, other)));
    }

    @Test
    void somethingElseIsQuoted() {
        IOException failure = assertThrows(IOException.class, () -> LoadResult.parse("{\"oops\":1}"));
        assertTrue(String.valueOf(failure.getMessage()).contains("oops"));
        assertThrows(IOException.class, () -> LoadResult.parse("no JSON"));
    }
}
