package org.armillary.kmos.lookup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.armillary.actor.ActorException;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;

/**
 * Frames by angle of the rotator, in order of the angle from 0 up to 360: -60 and 300 are the same. Frames closer than
 * {@link RotatorAngle#SAME_DEGREES} belong together. Immutable.
 *
 * @param <T>
 *            type of the frames
 * @param groups
 *            one for each angle
 */
public record AngleStack<T>(List<Group<T>> groups) {

	/** Copies. */
	public AngleStack {
		groups = List.copyOf(groups);
	}

	/**
	 * The frames of one angle.
	 *
	 * @param <T>
	 *            type of the frames
	 * @param angleDegrees
	 *            angle of the first frame as it was given, degrees, not normalised
	 * @param frames
	 *            at least one, in the order in which they were given
	 */
	public record Group<T>(double angleDegrees, List<T> frames) {

		/** Copies. */
		public Group {
			frames = List.copyOf(frames);
		}
	}

	private record Item<T>(T frame, double raw, double normalised, int place) {
	}

	/**
	 * Groups frames.
	 *
	 * @param <T>
	 *            type of the frames
	 * @param frames
	 *            frames, in the order that they shall have within an angle
	 * @param angle
	 *            tells the angle of a frame, degrees, not normalised
	 */
	public static <T> AngleStack<T> of(List<? extends T> frames, ToDoubleFunction<? super T> angle) {
		var items = new ArrayList<Item<T>>();
		for (T frame : frames) {
			double raw = angle.applyAsDouble(frame);
			items.add(new Item<>(frame, raw, RotatorAngle.normalised(raw), items.size()));
		}
		items.sort(Comparator.comparingDouble(Item<T>::normalised).thenComparingInt(Item::place));
		var groups = new ArrayList<List<Item<T>>>();
		for (Item<T> item : items) {
			if (groups.isEmpty() || !isSame(groups.getLast().getLast(), item)) {
				groups.add(new ArrayList<>());
			}
			groups.getLast().add(item);
		}
		if (groups.size() > 1 && isSame(groups.getLast().getLast(), groups.getFirst().getFirst())) {
			groups.getFirst().addAll(groups.removeLast());
		}
		// the angle of a group is that of its first frame, which may lie on the other side of 0 than the others
		return new AngleStack<>(groups.stream().map(AngleStack::group)
				.sorted(Comparator.comparingDouble(group -> RotatorAngle.normalised(group.angleDegrees))).toList());
	}

	/**
	 * Groups raw frames by {@value RotatorAngle#KEYWORD} of their primary headers.
	 *
	 * @throws ActorException
	 *             if a frame has no angle
	 */
	public static AngleStack<RawFrame> ofFrames(List<RawFrame> frames) throws ActorException {
		double[] angles = new double[frames.size()];
		for (int i = 0; i < angles.length; i++) {
			RawFrame frame = frames.get(i);
			angles[i] = RotatorAngle.of(frame.setup().file(), frame.primary().values());
		}
		List<Integer> places = new ArrayList<>();
		for (int i = 0; i < angles.length; i++) {
			places.add(i);
		}
		return new AngleStack<>(AngleStack.<Integer>of(places, place -> angles[place]).groups.stream()
				.map(group -> new Group<>(group.angleDegrees, group.frames.stream().map(frames::get).toList()))
				.toList());
	}

	/** The angles as they were given, in the order of the groups, degrees. */
	public double[] angles() {
		return groups.stream().mapToDouble(Group::angleDegrees).toArray();
	}

	private static boolean isSame(Item<?> one, Item<?> other) {
		return RotatorAngle.distance(one.normalised, other.normalised) <= RotatorAngle.SAME_DEGREES;
	}

	private static <T> Group<T> group(List<Item<T>> items) {
		List<Item<T>> ordered = items.stream().sorted(Comparator.comparingInt(Item::place)).toList();
		return new Group<>(ordered.getFirst().raw, ordered.stream().map(Item::frame).toList());
	}
}
