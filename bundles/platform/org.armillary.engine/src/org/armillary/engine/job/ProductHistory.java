package org.armillary.engine.job;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortProducts;
import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.HeaderEdit;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;

/**
 * What the primary header of a product says of how it was made, in the form of ESO's Data Interface Control Document, which
 * the pipelines of ESO use too: {@code ESO PRO RECn} with {@code ID} and {@code DRS ID}, {@code RAWi} for the inputs that
 * started the job, {@code CALi} for all others, and {@code PARAMi} with the default as comment; {@code ESO PRO DATANCOM}
 * where the actor has not set it. The record is the one that the actor has written, by its {@code ID}, else a new one
 * after those that the product has inherited from its inputs. There is neither time nor host nor folder in it, and none
 * of it counts for the digest of the product: the same content may have been made by several jobs, each with a history
 * of its own. Characters outside printable ASCII are written as <code>&#92;u00fc</code>, a backslash as two.
 */
public final class ProductHistory {

	private static final String DATA_COUNT = "ESO PRO DATANCOM";
	private static final String DIGEST = "DATAMD5";
	private static final String COUNTED = "Number of files that were combined";
	private static final String LONG_TEXTS = "LONGSTRN";
	private static final String CONTINUED = "Long texts continue in further records";
	private static final Pattern RECORD = Pattern.compile("ESO PRO REC(\\d{1,4}) (.+)");
	private static final Pattern WRITTEN = Pattern.compile("DRS ID|(?:RAW|CAL|PARAM)\\d+ .+");
	private static final Pattern NUMBERED = Pattern.compile("ESO PRO REC\\d+ (?:RAW|CAL|PARAM)\\d+ .+");

	private final ActorDescriptor actor;
	private final JobFacts facts;
	private final Supplier<PortProducts> received;
	private final String software;
	private final Map<Integer, List<FitsCard>> cards = new HashMap<>();

	/**
	 * Makes the history of the products of a job.
	 *
	 * @param facts
	 *            its parameters and inputs
	 * @param received
	 *            its inputs as files; asked for when they are needed
	 * @param software
	 *            what ran it, such as {@code armillary/1.2.0}
	 */
	public ProductHistory(ActorDescriptor actor, JobFacts facts, Supplier<PortProducts> received, String software) {
		this.actor = actor;
		this.facts = facts;
		this.received = received;
		this.software = software;
	}

	/** Whether a keyword names a file or a parameter of the step that made a product. */
	static boolean isPart(String keyword) {
		return keyword.startsWith("ESO PRO REC") && NUMBERED.matcher(keyword).matches();
	}

	/** The header of a product as its actor wrote it, with its history behind the other keywords of products. */
	public synchronized FitsHeader in(FitsHeader header) {
		return in(header, number(header));
	}

	/**
	 * The header of a file with the content of a product, with the history of this product instead of that of whichever
	 * job the file comes from.
	 *
	 * @param known
	 *            what is recorded of the header of the product as the job wrote it
	 */
	public synchronized FitsHeader instead(FitsHeader header, Keywords known) {
		int number = known.values().entrySet().stream().filter(entry -> actor.id().equals(entry.getValue()))
				.map(entry -> RECORD.matcher(entry.getKey())).filter(Matcher::matches)
				.filter(record -> record.group(2).equals("ID")).mapToInt(record -> Integer.parseInt(record.group(1)))
				.max().orElseGet(() -> number(header));
		FitsHeader.Builder right = FitsHeader.builder();
		for (FitsCard card : header.cards()) {
			Matcher record = RECORD.matcher(card.keyword());
			if (card.keyword().equals(DATA_COUNT)) {
				known.number(DATA_COUNT)
						.ifPresent(count -> right.add(FitsCard.of(DATA_COUNT, (long) count, card.comment())));
			} else if (!record.matches() || isOf(record, card, number, known)) {
				right.add(card);
			}
		}
		return in(right.build(), number);
	}

	/** Whether a card of a record is one of the product, too. */
	private boolean isOf(Matcher record, FitsCard card, int number, Keywords known) {
		return Integer.parseInt(record.group(1)) == number
				? !record.group(2).equals("ID") || actor.id().equals(card.value())
				: known.values().containsKey(keyword(record.group(1), "ID"));
	}

	private FitsHeader in(FitsHeader header, int number) {
		var kept = new ArrayList<FitsCard>();
		boolean named = false;
		boolean counted = false;
		for (FitsCard card : header.cards()) {
			Matcher record = RECORD.matcher(card.keyword());
			boolean own = record.matches() && Integer.parseInt(record.group(1)) == number;
			if (!own || !WRITTEN.matcher(record.group(2)).matches()) {
				kept.add(card);
			}
			named |= own && record.group(2).equals("ID");
			counted |= card.keyword().equals(DATA_COUNT);
		}
		List<FitsCard> written = cards.computeIfAbsent(number, this::cards);
		boolean isLong = isLong(written);
		if (!isLong && !isLong(kept)) {
			kept.removeIf(card -> card.keyword().equals(LONG_TEXTS) && card.comment().equals(CONTINUED));
		}
		int place = place(kept);
		FitsHeader.Builder changed = FitsHeader.builder();
		kept.subList(0, place).forEach(changed::add);
		if (!counted && raw() > 0) {
			changed.add(FitsCard.of(DATA_COUNT, raw(), COUNTED));
		}
		if (!named) {
			changed.add(FitsCard.of(keyword(number, "ID"), actor.id(), "Recipe that made this file"));
		}
		written.forEach(changed::add);
		if (isLong && !header.contains(LONG_TEXTS)) {
			changed.add(FitsCard.of(LONG_TEXTS, "OGIP 1.0", CONTINUED));
		}
		kept.subList(place, kept.size()).forEach(changed::add);
		return changed.build();
	}

	private static boolean isLong(List<FitsCard> cards) {
		return cards.stream().anyMatch(card -> card.image().length() > FitsCard.RECORD);
	}

	/** The last record of the actor that is not that of an input, or the next after all that are there. */
	private int number(FitsHeader header) {
		var own = new TreeSet<Integer>();
		int last = 0;
		for (FitsCard card : header.cards()) {
			Matcher record = RECORD.matcher(card.keyword());
			if (record.matches()) {
				int found = Integer.parseInt(record.group(1));
				last = Math.max(last, found);
				if (record.group(2).equals("ID") && actor.id().equals(card.value())) {
					own.add(found);
				}
			}
		}
		for (int number : own.descendingSet()) {
			if (!isInherited(number, written(header, number))) {
				return number;
			}
		}
		return last + 1;
	}

	/** Whether an input has a record of this actor with the same number that says the same. */
	private boolean isInherited(int number, List<String> written) {
		for (ProductFile input : inputs(keyword(number, "ID"))) {
			try {
				Optional<FitsHeader> header = HeaderEdit.read(input.path());
				if (header.isEmpty() || written(header.orElseThrow(), number).equals(written)) {
					return true;
				}
			} catch (FitsException e) {
				throw new UncheckedIOException(e);
			}
		}
		return false;
	}

	/** The inputs whose header has a keyword with the name of the actor. */
	private List<ProductFile> inputs(String keyword) {
		return actor.inputs().stream().flatMap(port -> received.get().port(port.name()).stream()).filter(
				input -> input.description().keywords().text(keyword).filter(actor.id()::equals).isPresent()).toList();
	}

	/** What this class writes, of one record of a header. */
	private static List<String> written(FitsHeader header, int number) {
		return images(header.cards().stream().filter(card -> {
			Matcher record = RECORD.matcher(card.keyword());
			return record.matches() && Integer.parseInt(record.group(1)) == number
					&& WRITTEN.matcher(record.group(2)).matches();
		}).toList());
	}

	private static List<String> images(List<FitsCard> cards) {
		return cards.stream().map(FitsCard::image).toList();
	}

	/** Behind the last keyword of products; where there is none, before the checksums at the end. */
	private static int place(List<FitsCard> cards) {
		int end = cards.size();
		for (int i = cards.size(); i > 0; i--) {
			String keyword = cards.get(i - 1).keyword();
			if (keyword.startsWith("ESO PRO ")) {
				return i;
			}
			if (i == end && (keyword.equals("CHECKSUM") || keyword.equals("DATASUM"))) {
				end--;
			}
		}
		return end;
	}

	private int raw() {
		return actor.inputs().stream().filter(ProductHistory::isRaw).mapToInt(port -> used(port).size()).sum();
	}

	private List<UsedInput> used(PortDescriptor port) {
		return facts.inputs().stream().filter(input -> input.port().equals(port.name())).toList();
	}

	private List<FitsCard> cards(int number) {
		var history = new ArrayList<FitsCard>();
		history.add(FitsCard.of(keyword(number, "DRS ID"), software, "Software that ran it"));
		files(history, number, true);
		files(history, number, false);
		int count = 0;
		for (UsedParameter parameter : facts.parameters()) {
			count++;
			history.add(FitsCard.of(keyword(number, "PARAM" + count + " NAME"), escaped(parameter.name()), ""));
			history.add(FitsCard.of(keyword(number, "PARAM" + count + " VALUE"), escaped(parameter.value()),
					"Default: " + escaped(parameter.defaultValue())));
		}
		return history;
	}

	private void files(List<FitsCard> history, int number, boolean raw) {
		int count = 0;
		for (PortDescriptor port : actor.inputs()) {
			List<UsedInput> inputs = isRaw(port) == raw ? used(port) : List.of();
			for (int i = 0; i < inputs.size(); i++) {
				UsedInput input = inputs.get(i);
				count++;
				String start = (raw ? "RAW" : "CAL") + count;
				history.add(FitsCard.of(keyword(number, start + " NAME"), escaped(name(input)), ""));
				if (!input.category().isEmpty()) {
					history.add(FitsCard.of(keyword(number, start + " CATG"), escaped(input.category()), ""));
				}
				if (!raw) {
					digest(port, i).ifPresent(digest -> history
							.add(FitsCard.of(keyword(number, start + " " + DIGEST), escaped(digest), "")));
				}
			}
		}
	}

	private Optional<String> digest(PortDescriptor port, int index) {
		List<ProductFile> files = received.get().port(port.name());
		return index < files.size() ? files.get(index).description().keywords().text(DIGEST) : Optional.empty();
	}

	private static boolean isRaw(PortDescriptor port) {
		return port.role() == PortDescriptor.Role.TRIGGER;
	}

	/** What people call an input. */
	private static String name(UsedInput input) {
		return input.origin().name().isEmpty() ? String.valueOf(input.path().getFileName()) : input.origin().name();
	}

	private static String keyword(int number, String name) {
		return keyword(String.valueOf(number), name);
	}

	private static String keyword(String number, String name) {
		return "ESO PRO REC" + number + " " + name;
	}

	/** A text in printable ASCII from which the text can be told. */
	static String escaped(String text) {
		var ascii = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\\') {
				ascii.append("\\\\");
			} else if (c >= ' ' && c <= '~') {
				ascii.append(c);
			} else {
				ascii.append("\\u%04x".formatted((int) c));
			}
		}
		return ascii.toString();
	}
}
