package org.armillary.kmos.simulator.header;

import java.time.LocalDateTime;

/**
 * A template that was executed.
 *
 * @param id
 *            {@code KMOS_spec_cal_dark}
 * @param name
 *            for people
 * @param start
 *            when it started, UTC
 * @param exposures
 *            number of exposures that it should make
 */
public record Template(String id, String name, LocalDateTime start, int exposures) {
}
