package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * How the throughput of an IFU changes over its field. It belongs to the instrument: sky, lamps and targets have it alike. Its
 * mean over the field is 1, its largest value exceeds its smallest one by {@link Setting#VIGNETTING}.
 */
public final class FieldVignetting {

	private final FieldShape shape;
	private final double strength;

	private FieldVignetting(FieldShape shape, double strength) {
		this.shape = shape;
		this.strength = strength;
	}

	/**
	 * That of an IFU.
	 *
	 * @param seed
	 *            seed of the night
	 * @param ifu
	 *            IFU, from 1
	 */
	public static FieldVignetting of(long seed, Settings settings, int ifu) {
		return new FieldVignetting(new FieldShape(new RandomStreams(seed).generator(Purpose.THROUGHPUT, ifu, 2)),
				settings.get(Setting.VIGNETTING));
	}

	/**
	 * Throughput at a place over its mean over the field.
	 *
	 * @param alongMas
	 *            place along the slitlets, mas from the middle of the field
	 * @param acrossMas
	 *            place across the slitlets, mas
	 */
	public double factor(double alongMas, double acrossMas) {
		return 1 + strength * shape.at(alongMas, acrossMas);
	}
}
