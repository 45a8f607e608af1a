package org.armillary.kmos.simulator.night;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.actor.simulation.Simulation.Progress;
import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;
import org.armillary.kmos.simulator.header.PrimaryHeader;
import org.armillary.kmos.simulator.header.SparseFile;

/**
 * The files of one or more nights, with the truth about them; follows from plan and seed alone. Making it is fast, for no
 * header of full length is made until one is asked for.
 */
public final class SimulatedNight {

	/** Name of the file with the truth. */
	public static final String TRUTH = "truth/night.json";

	private static final String NO_FITS = "This is no FITS file.\n";
	private static final int UNREADABLE_BYTES = 4000;
	/** Longer texts may not fit into one record beside their keyword. */
	private static final int LONGEST_TEXT = 36;

	private final NightPlan plan;
	private final long seed;
	private final List<SimulatedFrame> frames;
	private final List<NightGap> gaps;

	private SimulatedNight(NightPlan plan, long seed, List<SimulatedFrame> frames, List<NightGap> gaps) {
		this.plan = plan;
		this.seed = seed;
		this.frames = List.copyOf(frames);
		this.gaps = List.copyOf(gaps);
	}

	/** Makes up a night. */
	public static SimulatedNight of(NightPlan plan, long seed) {
		var streams = new RandomStreams(seed);
		List<Draft> drafts = NightSchedule.all(plan, streams);
		if (plan.masters()) {
			drafts.addAll(MasterProducts.of(drafts));
		}
		var faults = new Faults(drafts, streams.generator(Purpose.FAULTS));
		faults.act(plan);
		var headers = new PrimaryHeader(plan.cards());
		List<SimulatedFrame> frames = drafts.stream().map(draft -> frame(draft, headers, plan))
				.sorted(Comparator.comparing(SimulatedFrame::name)).toList();
		return new SimulatedNight(plan, seed, frames, faults.gaps());
	}

	/** What was asked for. */
	public NightPlan plan() {
		return plan;
	}

	/** The seed. */
	public long seed() {
		return seed;
	}

	/** The files, in the order of their names. */
	public List<SimulatedFrame> frames() {
		return frames;
	}

	/** Frames that should be there and are not. */
	public List<NightGap> gaps() {
		return gaps;
	}

	/** The truth as JSON text. */
	public String truth() {
		return TruthText.of(this);
	}

	/** The files with their sizes, the truth among them. */
	List<SimulatedFile> files() {
		var files = new ArrayList<SimulatedFile>();
		frames.forEach(frame -> files.add(new SimulatedFile(frame.name(), frame.category(), frame.bytes())));
		files.add(new SimulatedFile(TRUTH, "", truth().getBytes(StandardCharsets.UTF_8).length));
		files.sort(Comparator.comparing(SimulatedFile::name));
		return files;
	}

	/** Bytes that the files take on a disk: pixels are holes. */
	long bytesOnDisk() {
		return frames.stream().mapToLong(frame -> frame.content().bytesOnDisk()).sum()
				+ truth().getBytes(StandardCharsets.UTF_8).length;
	}

	/**
	 * Writes frames and truth.
	 *
	 * @param folder
	 *            an empty folder
	 * @param progress
	 *            told after each file
	 */
	public void write(Path folder, Progress progress) throws IOException, InterruptedException {
		int done = 0;
		for (SimulatedFrame frame : frames) {
			Path file = folder.resolve(frame.name());
			Files.createDirectories(file.getParent());
			write(frame, file);
			progress.progress(++done, frames.size() + 1L, "file");
		}
		Path truth = folder.resolve(TRUTH);
		Files.createDirectories(truth.getParent());
		Files.writeString(truth, truth());
		progress.progress(frames.size() + 1L, frames.size() + 1L, "file");
	}

	private static void write(SimulatedFrame frame, Path file) throws IOException {
		int extensions = frame.content().extensions();
		if (extensions < 0) {
			Files.writeString(file, NO_FITS);
		} else {
			List<String> names = IntStream.rangeClosed(1, extensions).mapToObj(i -> "CHIP" + i + ".INT1").toList();
			new SparseFile(frame.header(), names).write(file, frame.bytes());
		}
	}

	private static SimulatedFrame frame(Draft draft, PrimaryHeader headers, NightPlan plan) {
		boolean isFits = draft.extensions() >= 0;
		boolean readable = isFits && draft.shareKept() > 0;
		long records = isFits ? records(draft, headers, plan) : 0;
		long whole = isFits ? SparseFile.bytes(records, draft.extensions()) : NO_FITS.length();
		long bytes = !isFits || draft.shareKept() == 1 ? whole
				: readable ? (long) (whole * draft.shareKept()) : UNREADABLE_BYTES;
		var content = new SimulatedFrame.Content(draft.keywords(), headers, draft.extensions(),
				SparseFile.bytesOnDisk(records, Math.max(0, draft.extensions()), bytes));
		return new SimulatedFrame(draft.name(), readable ? draft.keywords() : Map.of(), draft.category(),
				draft.dataset(), draft.faults(), bytes, readable, content);
	}

	/** Number of 80-byte records of the primary header: those of the plan, unless the keywords take more. */
	private static long records(Draft draft, PrimaryHeader headers, NightPlan plan) {
		boolean usual = PrimaryHeader.fits(plan.cards(), draft.keywords().size())
				&& draft.keywords().values().stream().noneMatch(value -> value instanceof String text
						&& text.length() > LONGEST_TEXT);
		return usual ? plan.cards() : records(headers.of(draft.keywords()));
	}

	private static long records(FitsHeader header) {
		return header.cards().stream().mapToLong(card -> card.image().length() / FitsCard.RECORD).sum();
	}
}
