package org.armillary.engine.quality;

/**
 * What a quality-control value should be.
 *
 * @param actor
 *            id of the actor that publishes it
 * @param name
 *            name of the value
 * @param subject
 *            pattern of the subjects that it holds for, with {@code *} for any text; {@code *} for all
 * @param unit
 *            unit of both ranges; that of the value
 * @param requirement
 *            what it must be
 * @param goal
 *            what it should be; lies within the requirement
 * @param why
 *            where the limit comes from, in words; empty where nobody says
 * @param file
 *            name of the file in which it stands
 * @param line
 *            line in that file, from 1
 */
public record Limit(String actor, String name, String subject, String unit, Interval requirement, Interval goal,
		String why, String file, int line) {
}
