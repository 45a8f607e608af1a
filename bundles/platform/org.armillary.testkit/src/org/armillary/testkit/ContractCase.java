package org.armillary.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A job on which the contract tries an actor: parameters, and input files that are made when they are needed. Immutable;
 * the methods return changed copies:
 *
 * <pre>{@code
 * ContractCase.named("with a mask")
 *         .parameter("clipIterations", "5")
 *         .input("cube", file -> Cubes.write(file, 1))
 *         .input("mask", file -> Masks.write(file))
 * }</pre>
 */
public final class ContractCase {

	/** Writes an input file. */
	@FunctionalInterface
	public interface InputWriter {

		/**
		 * Writes the file, with the same content each time.
		 *
		 * @param file
		 *            where to; it does not exist yet
		 */
		void write(Path file) throws IOException;
	}

	/**
	 * An input file of a case.
	 *
	 * @param port
	 *            name of the input port
	 * @param category
	 *            product category; empty for ESO PRO CATG of the header, or else the only one that the port accepts
	 * @param writer
	 *            writes the file
	 */
	record Input(String port, String category, InputWriter writer) {
	}

	private final String name;
	private final SequencedMap<String, String> parameters;
	private final List<Input> inputs;
	private final SequencedMap<String, String> decisions;
	private final Optional<ContractCase> enlarged;

	private ContractCase(String name, SequencedMap<String, String> parameters, List<Input> inputs,
			SequencedMap<String, String> decisions, Optional<ContractCase> enlarged) {
		this.name = name;
		this.parameters = Collections.unmodifiableSequencedMap(parameters);
		this.inputs = List.copyOf(inputs);
		this.decisions = Collections.unmodifiableSequencedMap(decisions);
		this.enlarged = enlarged;
	}

	/** A case with default parameters and without inputs. */
	public static ContractCase named(String name) {
		return new ContractCase(name, new LinkedHashMap<>(), List.of(), new LinkedHashMap<>(), Optional.empty());
	}

	/** This case with a parameter, given as a user would type it. */
	public ContractCase parameter(String parameter, String value) {
		return new ContractCase(name, with(parameters, parameter, value), inputs, decisions, enlarged);
	}

	/** This case with one more file at an input port; its category is ESO PRO CATG of its header. */
	public ContractCase input(String port, InputWriter writer) {
		return input(port, "", writer);
	}

	/** This case with one more file of the given category at an input port. */
	public ContractCase input(String port, String category, InputWriter writer) {
		var more = new ArrayList<>(inputs);
		more.add(new Input(port, category, writer));
		return new ContractCase(name, parameters, more, decisions, enlarged);
	}

	/** This case with something a person decided. */
	public ContractCase decision(String key, String value) {
		return new ContractCase(name, parameters, inputs, with(decisions, key, value), enlarged);
	}

	/**
	 * This case with a longer job of the same kind, on which cancelling is tried; a second of work is enough. Without it
	 * cancelling is tried on the case itself.
	 */
	public ContractCase enlarged(ContractCase longer) {
		return new ContractCase(name, parameters, inputs, decisions, Optional.of(longer));
	}

	/** The name. */
	public String name() {
		return name;
	}

	SequencedMap<String, String> parameters() {
		return parameters;
	}

	List<Input> inputs() {
		return inputs;
	}

	SequencedMap<String, String> decisions() {
		return decisions;
	}

	ContractCase longest() {
		return enlarged.orElse(this);
	}

	@Override
	public String toString() {
		return name;
	}

	private static SequencedMap<String, String> with(Map<String, String> map, String key, String value) {
		var changed = new LinkedHashMap<>(map);
		changed.put(key, value);
		return changed;
	}
}
