package org.armillary.kmos.simulator.header;

/**
 * The observing block that a template belongs to.
 *
 * @param id
 *            its number
 * @param name
 *            its name
 * @param program
 *            the programme
 * @param target
 *            name of the field or star
 * @param container
 *            number of the container of several blocks; 0 for none
 */
public record ObservingBlock(long id, String name, String program, String target, long container) {
}
