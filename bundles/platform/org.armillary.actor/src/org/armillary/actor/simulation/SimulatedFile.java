package org.armillary.actor.simulation;

/**
 * A file that a simulator can write.
 *
 * @param name
 *            path below the folder, parts separated by {@code /}
 * @param category
 *            what it truly is, such as {@code FLAT_ON}; empty for none
 * @param bytes
 *            its size; it may take less room on the disk
 */
public record SimulatedFile(String name, String category, long bytes) {
}
