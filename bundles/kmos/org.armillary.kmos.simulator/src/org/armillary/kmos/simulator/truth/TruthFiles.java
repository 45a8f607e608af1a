package org.armillary.kmos.simulator.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.kmos.simulator.detector.PixelValues;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.exposure.Shining;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.plan.NightSettings;
import org.armillary.kmos.simulator.source.Conditions;
import org.armillary.kmos.simulator.source.Lamps;
import org.armillary.kmos.simulator.source.NightSky;

/**
 * The files below {@code truth/} of a night. They are described before they are made. All methods may be called by several
 * threads at once, for different files.
 */
public final class TruthFiles {

	private final NightSettings night;
	private final List<NightExposure> exposures;
	private final NightInstrument instrument;
	private final List<GeometryState> states;
	private final NightText text;
	private final Map<Band, LineCounts> counts = new EnumMap<>(Band.class);

	/** Numbers of lines in a band. */
	private record LineCounts(int sky, int arc) {
	}

	private TruthFiles(NightSettings night, ParameterValues values, List<NightExposure> exposures,
			NightInstrument instrument) {
		this.night = night;
		this.exposures = List.copyOf(exposures);
		this.instrument = instrument;
		states = GeometryState.of(night.maps(), this.exposures);
		text = new NightText(values, this.exposures, instrument, states);
	}

	/**
	 * Describes them.
	 *
	 * @param values
	 *            parameters as they were asked for
	 * @param exposures
	 *            exposures of the night in order of time
	 */
	public static TruthFiles of(NightSettings night, ParameterValues values, List<NightExposure> exposures,
			NightInstrument instrument) {
		return new TruthFiles(night, values, exposures, instrument);
	}

	/** All files with their exact sizes, names relative to the folder of the night. */
	public List<SimulatedFile> files() {
		var files = new ArrayList<SimulatedFile>();
		fixed().forEach(file -> files.add(file.listed()));
		states.forEach(state -> files.add(GeometryTruth.file(instrument, state).listed()));
		for (NightExposure exposure : exposures) {
			files.add(new ExposureTruth(instrument, exposure, List.of(), lines(exposure)).file().listed());
			if (night.components()) {
				files.add(new ComponentTruth(instrument, exposure, List.of()).file(() -> {
					throw new IllegalStateException("nothing is made for a list");
				}).listed());
			}
		}
		files.add(new SimulatedFile(NightText.NAME, "NIGHT_TRUTH", text.bytes()));
		return files;
	}

	/** Writes what does not depend on exposures: detectors, instrument, targets and their cubes. */
	public void writeStatic(Path folder) throws IOException {
		for (TruthFile file : fixed()) {
			file.write(folder);
		}
	}

	/** Number of files of geometry. */
	public int geometries() {
		return states.size();
	}

	/**
	 * Writes a file of geometry.
	 *
	 * @param number
	 *            from 0
	 */
	public void writeGeometry(Path folder, int number) throws IOException {
		GeometryTruth.file(instrument, states.get(number)).write(folder);
	}

	/**
	 * Writes what is true of an exposure, and its components where they are asked for.
	 *
	 * @param shining
	 *            what shines in it
	 * @param persistence
	 *            what earlier exposures left in each detector and is in its frames, electrons/s
	 */
	public void writeExposure(Path folder, NightExposure exposure, Shining shining, List<PixelValues> persistence)
			throws IOException {
		new ExposureTruth(instrument, exposure, shining.lights(), lines(exposure)).file().write(folder);
		if (night.components()) {
			new ComponentTruth(instrument, exposure, persistence).file(() -> shining).write(folder);
		}
	}

	/** Writes the text that tells all of the night and marks it as complete. */
	public void writeLast(Path folder) throws IOException {
		Path file = folder.resolve(NightText.NAME);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text.text());
	}

	private List<TruthFile> fixed() {
		var files = new ArrayList<TruthFile>();
		files.add(new DetectorTruth(instrument, exposures).file());
		night.bands().forEach(band -> files.add(new InstrumentTruth(instrument, band).file()));
		TargetTruth targets = TargetTruth.of(instrument, exposures);
		files.add(targets.file());
		night.bands().forEach(band -> new CubeTruth(instrument, targets.targets(), band).file().ifPresent(files::add));
		return files;
	}

	private int lines(NightExposure exposure) {
		if (!ExposureTruth.lit(exposure)) {
			return 0;
		}
		LineCounts ofBand;
		synchronized (counts) {
			ofBand = counts.computeIfAbsent(exposure.state().band(), this::count);
		}
		return exposure.rawClass() == RawClass.ARC_ON ? ofBand.arc() : ofBand.sky();
	}

	private LineCounts count(Band band) {
		var grid = new SpectralGrid(band);
		var clear = new double[grid.size()];
		int sky = NightSky.of(night.seed(), night.strengths(), grid).lights(Conditions.usual(), clear, Map.of(1, 1.0))
				.stream().filter(light -> light.component() == Component.SKY)
				.mapToInt(light -> light.emission().lineRows().length).findFirst().orElse(0);
		return new LineCounts(sky, Lamps.of(night.seed(), night.strengths(), grid).arcLines().size());
	}
}
