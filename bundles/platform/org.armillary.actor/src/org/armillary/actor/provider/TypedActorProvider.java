package org.armillary.actor.provider;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.EnvironmentPart;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Reason;

/**
 * A Java actor as the engine sees it: turns values into the actor's records and back, and exceptions of any kind into
 * {@link ActorException}.
 */
public final class TypedActorProvider implements ActorProvider {

	private final Actor<Record, Record, Record> actor;
	private final ActorDescriptor descriptor;
	private final Class<?> parameterRecord;
	private final Class<?> inputRecord;

	private TypedActorProvider(Actor<Record, Record, Record> actor, ActorDescriptor descriptor,
			List<Class<?>> records) {
		this.actor = actor;
		this.descriptor = descriptor;
		this.parameterRecord = records.get(0);
		this.inputRecord = records.get(1);
	}

	/**
	 * Wraps an actor.
	 *
	 * @throws DescriptionException
	 *             where the class or its records break a rule of {@link Actor}
	 */
	public static TypedActorProvider of(Actor<?, ?, ?> actor) throws DescriptionException {
		Class<?> type = actor.getClass();
		try {
			ClassLoader loader = type.getClassLoader();
			ActorDescriptor descriptor = new ActorClassReader(loader::getResourceAsStream).read(type.getName());
			return new TypedActorProvider(erased(actor), descriptor, records(type));
		} catch (IOException e) {
			throw new DescriptionException(type.getName(), "its class files cannot be read: " + e.getMessage());
		} catch (RuntimeException | LinkageError | StackOverflowError e) {
			// reflection reads what stands in the class files of the author
			throw new DescriptionException(type.getName(), "its class files are damaged: " + e);
		}
	}

	@SuppressWarnings("unchecked") // the records are made by this class from the actor's own type arguments
	private static Actor<Record, Record, Record> erased(Actor<?, ?, ?> actor) {
		return (Actor<Record, Record, Record>) actor;
	}

	private static List<Class<?>> records(Class<?> type) throws DescriptionException {
		for (Type parent : type.getGenericInterfaces()) {
			if (parent instanceof ParameterizedType parameterized && parameterized.getRawType() == Actor.class) {
				var records = new ArrayList<Class<?>>();
				for (Type argument : parameterized.getActualTypeArguments()) {
					if (!(argument instanceof Class<?> record)) {
						throw new DescriptionException(type.getName(),
								"the record " + argument.getTypeName()
										+ " takes type arguments; make it a plain record");
					}
					records.add(record);
				}
				return records;
			}
		}
		throw new DescriptionException(type.getName(), "the class must say ‘implements Actor<P, I, O>’ itself");
	}

	@Override
	public ActorDescriptor descriptor() {
		return descriptor;
	}

	@Override
	public Plan plan(ParameterValues parameters, PlanInput inputs) throws ActorException {
		try {
			return actor.plan(parameterRecord(parameters), inputs);
		} catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
			throw defect(e);
		}
	}

	@Override
	public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
			throws ActorException, InterruptedException {
		try {
			return switch (actor.run(parameterRecord(parameters), inputRecord(inputs), context)) {
			case Outcome.Ok<Record>(var outputs, var caveats) -> new Outcome.Ok<>(products(outputs), caveats);
			case Outcome.Partial<Record>(var outputs, var why) -> new Outcome.Partial<>(products(outputs), why);
			case Outcome.NoWork<Record>(var why) -> new Outcome.NoWork<>(why);
			};
		} catch (IOException e) {
			if (isInterruption(e)) {
				throw (InterruptedException) new InterruptedException().initCause(e);
			}
			if (e instanceof HasMessage explained) {
				throw new ActorException(explained.isResourceFailure() ? Kind.RESOURCE : Kind.DATA,
						explained.explanation(), e);
			}
			throw new ActorException(Kind.RESOURCE, ActorMessage.INPUT_OUTPUT.with(descriptor.id(), Reason.of(e)), e);
		} catch (OutOfMemoryError e) {
			throw new ActorException(Kind.RESOURCE, ActorMessage.MEMORY.with(descriptor.id(),
					Runtime.getRuntime().maxMemory() >> 20), e);
		} catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
			throw defect(e);
		}
	}

	@Override
	public Set<EnvironmentPart> environment(ParameterValues parameters) throws ActorException {
		try {
			return actor.environment(parameterRecord(parameters));
		} catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
			throw defect(e);
		}
	}

	@Override
	public Map<String, String> migrate(int algorithm, Map<String, String> parameters) throws ActorException {
		try {
			return actor.migrate(algorithm, parameters);
		} catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
			throw defect(e);
		}
	}

	private Record parameterRecord(ParameterValues values) throws ActorException {
		var components = parameterRecord.getRecordComponents();
		var arguments = new Object[components.length];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = parameterArgument(components[i], values.value(components[i].getName()));
		}
		return make(parameterRecord, components, arguments, ActorMessage.PARAMETER_COMBINATION);
	}

	private static Object parameterArgument(RecordComponent component, Object value) {
		Class<?> type = component.getType();
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
					.filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase((String) value)).findFirst()
					.orElseThrow();
		}
		if (type == int.class) {
			return Math.toIntExact((Long) value);
		}
		if (value instanceof List<?> list && component.getGenericType() instanceof ParameterizedType generic
				&& generic.getActualTypeArguments()[0] == Integer.class) {
			return list.stream().map(element -> Math.toIntExact((Long) element)).toList();
		}
		return value;
	}

	private Record inputRecord(PortProducts products) throws ActorException {
		var components = inputRecord.getRecordComponents();
		var arguments = new Object[components.length];
		for (int i = 0; i < arguments.length; i++) {
			List<ProductFile> port = products.port(components[i].getName());
			Class<?> type = components[i].getType();
			if (type == ProductFile.class && port.isEmpty()) {
				throw new ActorException(Kind.USER,
						ActorMessage.PORT_EMPTY.with(descriptor.id(), components[i].getName()));
			}
			arguments[i] = type == List.class ? port
					: type == Optional.class ? port.stream().findFirst() : port.getFirst();
		}
		return make(inputRecord, components, arguments, ActorMessage.INPUT_COMBINATION);
	}

	private Record make(Class<?> type, RecordComponent[] components, Object[] arguments, ActorMessage refusal)
			throws ActorException {
		try {
			Constructor<?> constructor = type
					.getDeclaredConstructor(
							Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
			constructor.setAccessible(true);
			return (Record) constructor.newInstance(arguments);
		} catch (InvocationTargetException e) {
			if (e.getCause() instanceof IllegalArgumentException refused) {
				throw new ActorException(Kind.USER, refusal.with(descriptor.id(), text(refused)), e);
			}
			throw defect(e.getCause());
		} catch (ReflectiveOperationException e) {
			throw defect(e);
		}
	}

	private PortProducts products(Record outputs) throws ActorException {
		var ports = new LinkedHashMap<String, List<ProductFile>>();
		for (RecordComponent component : outputs.getClass().getRecordComponents()) {
			try {
				var accessor = component.getAccessor();
				accessor.setAccessible(true);
				ports.put(component.getName(), switch (accessor.invoke(outputs)) {
				case ProductFile product -> List.of(product);
				case Optional<?> product -> product.map(ProductFile.class::cast).stream().toList();
				case List<?> products -> products.stream().map(ProductFile.class::cast).toList();
				case null, default ->
					throw defect(new NullPointerException("output port " + component.getName() + " is null"));
				});
			} catch (ReflectiveOperationException e) {
				throw defect(e);
			}
		}
		return new PortProducts(ports);
	}

	/** Whether a channel was closed because the job that used it was cancelled. */
	private static boolean isInterruption(IOException e) {
		for (Throwable cause = e; cause != null; cause = cause.getCause()) {
			if (cause instanceof ClosedByInterruptException) {
				return true;
			}
		}
		return false;
	}

	private ActorException defect(Throwable cause) {
		return new ActorException(Kind.BUG, ActorMessage.DEFECT.with(descriptor.id(), text(cause)), cause);
	}

	private static String text(Throwable problem) {
		String message = problem.getMessage();
		return problem instanceof IllegalArgumentException && message != null ? message
				: problem.getClass().getSimpleName() + (message == null ? "" : ": " + message);
	}
}
