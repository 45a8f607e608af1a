package org.armillary.engine.store;

/**
 * What an earlier job of an actor took; forecasts are made from it.
 *
 * @param seconds
 *            time that it took, s
 * @param inputBytes
 *            size of its inputs, bytes; 0 where it is not known
 * @param outputBytes
 *            size of its products, bytes
 * @param peakMemoryBytes
 *            largest heap, bytes; 0 where it was not measured
 */
public record Experience(double seconds, long inputBytes, long outputBytes, long peakMemoryBytes) {
}
