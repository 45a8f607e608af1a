package org.armillary.actor;

/**
 * Something outside parameters and inputs on which a result depends, such as an external program.
 *
 * @param name
 *            what it is: {@code esorex recipe kmo_stats}
 * @param identity
 *            its version or content digest
 */
public record EnvironmentPart(String name, String identity) {
}
