package org.armillary.kmos.simulator.light;

import java.util.IdentityHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Convolved spectra of an exposure, each made once however many IFUs and detectors show it. Safe for use by several
 * threads; to be let go with the exposure, for it keeps what it made.
 */
public final class Spectra {

	private final LineKernels kernels;
	private final Map<Emission, Convolved> spectra = new IdentityHashMap<>();

	/** A spectrum that is made when it is first asked for; threads that want others do not wait for it. */
	private static final class Convolved {

		private @Nullable RowSpectrum spectrum;

		synchronized RowSpectrum of(Emission emission, LineKernels kernels) {
			RowSpectrum made = spectrum;
			if (made == null) {
				made = RowSpectrum.of(emission, kernels);
				spectrum = made;
			}
			return made;
		}
	}

	/** Nothing made yet. */
	public Spectra(LineKernels kernels) {
		this.kernels = kernels;
	}

	/** The kernels with which it convolves. */
	public LineKernels kernels() {
		return kernels;
	}

	/** The convolved spectrum of an emission; the same emission, not one that equals it, is convolved once. */
	public RowSpectrum of(Emission emission) {
		Convolved convolved;
		synchronized (spectra) {
			convolved = spectra.computeIfAbsent(emission, _ -> new Convolved());
		}
		return convolved.of(emission, kernels);
	}
}
