// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

/**
 * What a connection costs that says nothing. Immutable.
 *
 * @param contender its name
 * @param connections how many there were
 * @param residentBefore the server's memory in bytes, after some requests and a collection
 * @param residentWith the same with the connections
 * @param heapBefore what lives on the Java heap in bytes; 0 for a server that is not Java
 * @param heapWith the same with the connections
 */
public record IdleMemory(
        String contender, int connections, long residentBefore, long residentWith, long heapBefore, long heapWith) {
    /** Memory of the process, in bytes for each connection. */
    public double residentPerConnection() {
        return (residentWith - residentBefore) / (double) connections;
    }

    /** Of it on the Java heap. */
    public double heapPerConnection() {
        return (heapWith - heapBefore) / (double) connections;
    }
}
