package org.armillary.engine.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.armillary.actor.ActorException;
import org.armillary.actor.EnvironmentPart;
import org.armillary.actor.provider.ActorMessage;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.engine.DatasetFiles;
import org.armillary.engine.InputFiles;
import org.armillary.engine.Job;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobKey;
import org.armillary.engine.KeyPart;
import org.armillary.engine.KeyPart.Kind;

/**
 * Makes the cache keys of jobs whose inputs are known. Neither names nor places, users or times enter a key.
 *
 * <p>The products of a port are a multiset unless the port is ordered. Its members are ordered by time of
 * observation, then by digest, and the job receives them in that order too: the order in which a folder lists its
 * files then changes no bit of a sum.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
final class JobKeys {

	private final Map<String, Map<String, String>> decisionsByNode;
	private final DatasetFiles files;
	private final Map<Constant, Constants> constants = new ConcurrentHashMap<>();

	/** What all jobs of a node with the same parameters have in common. */
	private record Constant(String node, ParameterValues parameters) {
	}

	/** The parts of a key before and after the inputs, and the parameters as text. */
	private record Constants(List<KeyPart> head, List<KeyPart> tail, Map<String, String> parameters) {
	}

	/** A product with the digest of what a job receives of it. */
	private record Digested(JobInput input, String digest) {
	}

	/**
	 * A job whose key is known.
	 *
	 * @param key
	 *            the key
	 * @param parameters
	 *            all parameters as canonical text
	 * @param inputs
	 *            products by port, in the order in which the job receives them
	 * @param external
	 *            files from outside with the digest that entered the key
	 */
	record Keyed(JobKey key, Map<String, String> parameters, Map<String, List<JobDescriptor.Input>> inputs,
			List<External> external) {
	}

	/**
	 * A file from outside.
	 *
	 * @param input
	 *            the file
	 * @param digest
	 *            digest of what the job receives of it
	 */
	record External(JobInput input, String digest) {
	}

	/**
	 * Makes keys.
	 *
	 * @param decisions
	 *            what a person decided, by {@code node.key}
	 * @param files
	 *            gives the digests of files from outside, and what is corrected in them
	 */
	JobKeys(Map<String, String> decisions, DatasetFiles files) {
		var byNode = new TreeMap<String, Map<String, String>>();
		decisions.forEach((name, value) -> {
			int dot = name.indexOf('.');
			if (dot > 0) {
				byNode.computeIfAbsent(name.substring(0, dot), node -> new TreeMap<>()).put(name.substring(dot + 1),
						value);
			}
		});
		this.decisionsByNode = byNode;
		this.files = files;
	}

	/** The files from outside. */
	InputFiles files() {
		return files;
	}

	/** What a person decided for a node, by key. */
	Map<String, String> decisions(String node) {
		return decisionsByNode.getOrDefault(node, Map.of());
	}

	/**
	 * The key of a job.
	 *
	 * @param inputs
	 *            the products at each input port
	 * @throws IOException
	 *             where a file cannot be read
	 * @throws ActorException
	 *             where the actor cannot tell what it depends on
	 */
	Keyed of(Job job, Map<String, List<JobInput>> inputs) throws IOException, ActorException {
		Constants constant = constants(job);
		var parts = new ArrayList<KeyPart>(constant.head());
		var ordered = new LinkedHashMap<String, List<JobDescriptor.Input>>();
		var external = new ArrayList<External>();
		for (PortDescriptor port : job.actor().descriptor().inputs()) {
			List<Digested> products = digested(port, inputs.getOrDefault(port.name(), List.of()));
			if (products.isEmpty()) {
				parts.add(new KeyPart(Kind.INPUT, port.name(), ""));
			}
			var received = new ArrayList<JobDescriptor.Input>(products.size());
			for (Digested product : products) {
				JobInput input = product.input();
				String category = input.description().category();
				parts.add(new KeyPart(Kind.INPUT, port.name(),
						category.isEmpty() ? product.digest() : product.digest() + " " + category, input.label()));
				received.add(new JobDescriptor.Input(input.path(), category, input.selection(),
						input.isExternal() ? files.corrections(input.path()) : List.of(),
						input.origin(files, product.digest())));
				if (input.isExternal()) {
					external.add(new External(input, product.digest()));
				}
			}
			ordered.put(port.name(), received);
		}
		parts.addAll(constant.tail());
		return new Keyed(JobKey.of(parts), constant.parameters(), ordered, external);
	}

	/** The parts of the key of a job that are no inputs. */
	List<KeyPart> settings(Job job) throws ActorException {
		Constants constant = constants(job);
		return Stream.concat(constant.head().stream(), constant.tail().stream()).toList();
	}

	private List<Digested> digested(PortDescriptor port, List<JobInput> inputs) throws IOException {
		var products = new ArrayList<Digested>(inputs.size());
		for (JobInput input : inputs) {
			products.add(new Digested(input, input.digest(files)));
		}
		if (!port.ordered() && products.size() > 1) {
			products.sort(Comparator.<Digested>comparingDouble(product -> product.input().time())
					.thenComparing(Digested::digest));
		}
		return products;
	}

	private Constants constants(Job job) throws ActorException {
		var constant = new Constant(job.node(), job.parameters());
		Constants known = constants.get(constant);
		if (known == null) {
			known = constantsOf(job);
			constants.put(constant, known);
		}
		return known;
	}

	private Constants constantsOf(Job job) throws ActorException {
		var head = new ArrayList<KeyPart>();
		head.add(new KeyPart(Kind.ACTOR, "", job.actor().descriptor().id()));
		head.add(new KeyPart(Kind.ALGORITHM, "", String.valueOf(job.actor().descriptor().algorithm())));
		job.parameters().key().forEach((name, value) -> head.add(new KeyPart(Kind.PARAMETER, name, value)));
		var tail = new ArrayList<KeyPart>();
		environment(job).stream().sorted(Comparator.comparing(EnvironmentPart::name))
				.forEach(part -> tail.add(new KeyPart(Kind.ENVIRONMENT, part.name(), part.identity())));
		decisions(job.node()).forEach((name, value) -> tail.add(new KeyPart(Kind.DECISION, name, value)));
		return new Constants(List.copyOf(head), List.copyOf(tail), job.parameters().text());
	}

	private static List<EnvironmentPart> environment(Job job) throws ActorException {
		try {
			return List.copyOf(job.actor().environment(job.parameters()));
		} catch (RuntimeException | LinkageError e) {
			throw new ActorException(ActorException.Kind.BUG,
					ActorMessage.DEFECT.with(job.actor().descriptor().id(), e), e);
		}
	}
}
