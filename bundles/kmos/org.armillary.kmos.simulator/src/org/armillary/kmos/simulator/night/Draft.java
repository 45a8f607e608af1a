package org.armillary.kmos.simulator.night;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.armillary.kmos.simulator.header.RawKeywords;

/** A file while the night is being made up: faults still change it. */
final class Draft {

	/** Number of extensions of a raw frame. */
	static final int RAW_EXTENSIONS = 3;

	private final String name;
	private final Map<String, Object> keywords;
	private final String category;
	private final String dataset;
	private final int extensions;
	private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
	private double shareKept = 1;

	Draft(String name, Map<String, Object> keywords, String category, String dataset, int extensions) {
		this.name = name;
		this.keywords = keywords;
		this.category = category;
		this.dataset = dataset;
		this.extensions = extensions;
	}

	/** A copy of its own in another folder, with nothing wrong. */
	Draft copy(String folder) {
		String last = name.substring(name.lastIndexOf('/') + 1);
		return new Draft(folder + "/" + last, new LinkedHashMap<>(keywords), category, dataset, extensions);
	}

	String name() {
		return name;
	}

	/** The keywords, which may be changed. */
	Map<String, Object> keywords() {
		return keywords;
	}

	String category() {
		return category;
	}

	String dataset() {
		return dataset;
	}

	int extensions() {
		return extensions;
	}

	Set<Fault> faults() {
		return faults;
	}

	/** Whether it is a raw frame that nothing is wrong with. */
	boolean isGood() {
		return faults.isEmpty() && extensions == RAW_EXTENSIONS && !keywords.containsKey(MasterProducts.CATEGORY);
	}

	/** What frames of one template share. */
	String template() {
		return String.valueOf(keywords.get(RawKeywords.TEMPLATE_START));
	}

	/** Number within the template. */
	long number() {
		return keywords.get("ESO TPL EXPNO") instanceof Long number ? number : 0;
	}

	/** Which share of the file is kept; 1 for all. */
	double shareKept() {
		return shareKept;
	}

	void keep(double share) {
		shareKept = share;
	}
}
