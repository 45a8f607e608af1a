package org.armillary.provenance.crate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.JobKey;
import org.armillary.engine.KeyPart;
import org.armillary.provenance.Ancestry.Source;
import org.armillary.provenance.Ancestry.Step;
import org.armillary.provenance.crate.Entities.Entity;
import org.armillary.provenance.script.CorrectionText;

import com.google.gson.JsonPrimitive;

/** What jobs work with: files, what was changed in them for the job, parameters and decisions. */
final class CrateObjects {

	/** Type of all values that are no files. */
	static final String VALUE = "PropertyValue";

	private final CrateContents contents;
	private final Entities entities;
	/** Places of products in the crate, by digest. */
	private final Map<String, String> products = new HashMap<>();
	/** Numbers of the files that the run was given, by name; -1 for several of a name. */
	private final Map<String, Integer> given = new HashMap<>();

	/**
	 * What a job works with.
	 *
	 * @param files
	 *            its files
	 * @param values
	 *            all else
	 */
	record Objects(List<Entity> files, List<Entity> parameters, List<Entity> values) {

		/** All in one list. */
		List<Entity> all() {
			var all = new ArrayList<>(files);
			all.addAll(parameters);
			all.addAll(values);
			return all;
		}
	}

	CrateObjects(CrateContents contents, Entities entities) {
		this.contents = contents;
		this.entities = entities;
		contents.told().jobs().forEach(job -> job.products().values().forEach(
				list -> list.forEach(product -> products.putIfAbsent(product.digest(), product.place()))));
		for (int i = 0; i < contents.told().files().size(); i++) {
			given.merge(contents.told().files().get(i).name(), i, (_, _) -> -1);
		}
	}

	/** What the job of a step works with. */
	Objects of(Step step) {
		List<UsedInput> inputs = step.report().facts().inputs();
		var files = new ArrayList<Entity>();
		for (int i = 0; i < inputs.size(); i++) {
			files.add(file(inputs.get(i), step.sources().get(i)));
		}
		return new Objects(files, parameters(step.report().actor(), step.report().facts()),
				values(step.job(), step.report().facts()));
	}

	/** What an attempt works with that failed. */
	Objects of(String job, String actor, JobFacts facts) {
		return new Objects(facts.inputs().stream().map(input -> content(input.origin().digest(), input.origin().name()))
				.toList(), parameters(actor, facts), values(job, facts));
	}

	/** What a job works with of which no more is known than its key. */
	Objects of(String job, String actor, JobKey key) {
		var files = new ArrayList<Entity>();
		var parameters = new ArrayList<Entity>();
		var values = new ArrayList<Entity>();
		for (KeyPart part : key.parts()) {
			switch (part.kind()) {
			case INPUT -> {
				if (!part.value().isEmpty()) {
					files.add(content(part.value().split(" ", 2)[0], part.label()));
				}
			}
			case PARAMETER -> parameters.add(parameter(actor, part.name(), part.value(), ""));
			case DECISION -> values.add(decision(job, part.name(), part.value()));
			case ACTOR, ALGORITHM, ENVIRONMENT -> {
				// said of the actor
			}
			}
		}
		return new Objects(files, parameters, values);
	}

	private Entity file(UsedInput input, Optional<Source> source) {
		return source.map(made -> product(contents.told().jobs().get(made.step()).products().get(made.port())
				.get(made.index()).place())).orElseGet(() -> outside(input.origin().digest(), input.origin().name()));
	}

	/** A content by its digest: a product, else a file that the run was given, else something else. */
	private Entity content(String digest, String name) {
		String place = products.get(digest);
		return place != null ? product(place) : outside(digest, name);
	}

	private Entity product(String place) {
		return entities.add(Entities.file(place), "File", "prov:Entity");
	}

	private Entity outside(String digest, String name) {
		// of a file whose header was corrected for the job a key only has the name
		int number = contents.inputNumbers().getOrDefault(digest, given.getOrDefault(name, -1));
		return number >= 0 ? entities.add(CrateJobs.inputId(contents, number), "File", "prov:Entity")
				: entities.add(Entities.local("content", digest), "CreativeWork", "prov:Entity").text("name", name)
						.text("identifier", CrateJobs.digest(digest));
	}

	private List<Entity> parameters(String actor, JobFacts facts) {
		return facts.parameters().stream().map((UsedParameter parameter) -> parameter(actor, parameter.name(),
				parameter.value(), parameter.defaultValue())).toList();
	}

	private Entity parameter(String actor, String name, String value, String defaultValue) {
		Entity formal = CrateMetadata.formal(entities, Entities.local("parameter", actor, name))
				.text("name", name).text("additionalType", "Text").text("defaultValue", defaultValue);
		return entities.add(Entities.local("value", actor, name, value), VALUE)
				.text("name", name).value("value", new JsonPrimitive(value)).to("exampleOfWork", formal);
	}

	private List<Entity> values(String job, JobFacts facts) {
		var values = new ArrayList<Entity>();
		for (UsedInput input : facts.inputs()) {
			for (HeaderCorrection correction : input.corrections()) {
				values.add(changed(job, "header of " + input.origin().name(), CorrectionText.of(correction))
						.text("description", (correction.value().isPresent() ? "A value of a header was corrected"
								: "A keyword was removed from a header") + " for the job: " + correction.reason()));
			}
			if (!input.selection().isAll()) {
				values.add(changed(job, "extensions of " + input.origin().name(),
						String.join(", ", input.selection().patterns()))
						.text("description", "The job received these extensions only."));
			}
		}
		facts.decisions().forEach((name, value) -> values.add(decision(job, name, value)));
		return values;
	}

	private Entity changed(String job, String name, String value) {
		return entities.add(Entities.local("change", job, name, value), VALUE).text("name", name).value("value",
				new JsonPrimitive(value));
	}

	private Entity decision(String job, String name, String value) {
		return entities.add(Entities.local("decision", job, name), VALUE).text("name", name)
				.value("value", new JsonPrimitive(value)).text("description", "A person decided this for the node.");
	}
}
