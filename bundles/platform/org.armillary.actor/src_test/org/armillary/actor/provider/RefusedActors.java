package org.armillary.actor.provider;

import java.util.List;
import java.util.Optional;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorType;
import org.armillary.actor.Alias;
import org.armillary.actor.Associated;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Port;
import org.armillary.actor.ProductFile;
import org.armillary.actor.Range;
import org.armillary.actor.Trigger;

/** Actors that break one rule each; the value of {@link Because} must occur in the message. */
final class RefusedActors {

	/** What the message names: an annotation, a type, or another word of the program text. */
	@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
	@interface Because {
		String value();
	}

	record None() {
	}

	/** An actor that does nothing. */
	interface Idle<P extends Record, I extends Record, O extends Record> extends Actor<P, I, O> {
		@Override
		default Outcome<O> run(P parameters, I inputs, ActorContext context) {
			throw new UnsupportedOperationException();
		}
	}

	private abstract static class Lazy<P extends Record> implements Actor<P, None, None> {
		@Override
		public Outcome<None> run(P parameters, None inputs, ActorContext context) {
			return Outcome.ok(inputs);
		}
	}

	private RefusedActors() {
	}

	@Because("@ActorType")
	static final class NoAnnotation extends Lazy<None> implements Actor<None, None, None> {
	}

	@Because("implements Actor")
	@ActorType(id = "test.indirect", algorithm = 1, title = "T", category = "c", help = "h")
	static final class Indirect implements Idle<None, None, None> {
	}

	@Because("id")
	@ActorType(id = "Test_Id", algorithm = 1, title = "T", category = "c", help = "h")
	static final class BadId extends Lazy<None> implements Actor<None, None, None> {
	}

	@Because("algorithm")
	@ActorType(id = "test.a", algorithm = 0, title = "T", category = "c", help = "h")
	static final class BadAlgorithm extends Lazy<None> implements Actor<None, None, None> {
	}

	@Because("title")
	@ActorType(id = "test.a", algorithm = 1, title = " ", category = "c", help = "h")
	static final class NoTitle extends Lazy<None> implements Actor<None, None, None> {
	}

	@Because("category")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "", help = "h")
	static final class NoCategory extends Lazy<None> implements Actor<None, None, None> {
	}

	@Because("help")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "")
	static final class NoHelp extends Lazy<None> implements Actor<None, None, None> {
	}

	record WithoutDefault(@Help("h") int a) {
	}

	@Because("@Default")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class NoDefault extends Lazy<WithoutDefault> implements Actor<WithoutDefault, None, None> {
	}

	record WithoutHelp(@Default("1") int a) {
	}

	@Because("@Help")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class NoParameterHelp extends Lazy<WithoutHelp> implements Actor<WithoutHelp, None, None> {
	}

	record BadDefault(@Default("11") @Range(max = 10) @Help("h") int a) {
	}

	@Because("default")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class DefaultOutOfRange extends Lazy<BadDefault> implements Actor<BadDefault, None, None> {
	}

	record OddDefault(@Default("1e1") @Help("h") double a) {
	}

	@Because("10.0")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class DefaultNotCanonical extends Lazy<OddDefault> implements Actor<OddDefault, None, None> {
	}

	record Boxed(@Default("1") @Help("h") Integer a) {
	}

	@Because("int")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class BoxedNumber extends Lazy<Boxed> implements Actor<Boxed, None, None> {
	}

	record Single(@Default("1.0") @Help("h") float a) {
	}

	@Because("boolean")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class SinglePrecision extends Lazy<Single> implements Actor<Single, None, None> {
	}

	record OtherClass(@Default("1") @Help("h") StringBuilder a) {
	}

	@Because("StringBuilder")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class AnyClass extends Lazy<OtherClass> implements Actor<OtherClass, None, None> {
	}

	record EnumList(@Default("") @Help("h") List<Payload> a) {
	}

	@Because("List")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class ListOfEnums extends Lazy<EnumList> implements Actor<EnumList, None, None> {
	}

	record SameNames(@Default("1") @Help("h") int a, @Default("1") @Alias("a") @Help("h") int b) {
	}

	@Because("a")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class AliasOfAnother extends Lazy<SameNames> implements Actor<SameNames, None, None> {
	}

	record NoPort(@Trigger ProductFile a) {
	}

	@Because("@Port")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class PortMissing implements Idle<None, NoPort, None>, Actor<None, NoPort, None> {
	}

	record NoRole(@Port(payload = Payload.FILE, help = "h") ProductFile a) {
	}

	@Because("@Trigger")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class RoleMissing implements Idle<None, NoRole, None>, Actor<None, NoRole, None> {
	}

	record TwoRoles(@Trigger @Associated @Port(payload = Payload.FILE, help = "h") ProductFile a) {
	}

	@Because("@Associated")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class RoleTwice implements Idle<None, TwoRoles, None>, Actor<None, TwoRoles, None> {
	}

	record OptionalTrigger(@Trigger @Port(payload = Payload.FILE, help = "h") Optional<ProductFile> a) {
	}

	@Because("Optional")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class TriggerOptional
			implements Idle<None, OptionalTrigger, None>, Actor<None, OptionalTrigger, None> {
	}

	record TwoTriggers(@Trigger @Port(payload = Payload.FILE, help = "h") ProductFile a,
			@Trigger @Port(payload = Payload.FILE, help = "h") ProductFile b) {
	}

	@Because("@Trigger")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class TriggerTwice implements Idle<None, TwoTriggers, None>, Actor<None, TwoTriggers, None> {
	}

	record PortOfText(@Trigger @Port(payload = Payload.FILE, help = "h") String a) {
	}

	@Because("ProductFile")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class PortOfAnotherType implements Idle<None, PortOfText, None>, Actor<None, PortOfText, None> {
	}

	record OutputWithRole(@Trigger @Port(payload = Payload.FILE, help = "h") ProductFile a) {
	}

	@Because("output")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class RoleOfOutput implements Idle<None, None, OutputWithRole>, Actor<None, None, OutputWithRole> {
	}

	record OutputWithoutHelp(@Port(payload = Payload.FILE, help = " ") ProductFile a) {
	}

	@Because("help")
	@ActorType(id = "test.a", algorithm = 1, title = "T", category = "c", help = "h")
	static final class OutputHelpMissing
			implements Idle<None, None, OutputWithoutHelp>, Actor<None, None, OutputWithoutHelp> {
	}

	record Generic<T>(@Default("1") @Help("h") int a) {
	}

	@Because("type arguments")
	@ActorType(id = "test.generic", algorithm = 1, title = "T", category = "c", help = "h")
	static final class GenericRecord extends Lazy<Generic<String>> implements Actor<Generic<String>, None, None> {
	}

	record RangeOfText(@Default("a") @Help("h") @Range(min = 0) String a) {
	}

	@Because("range")
	@ActorType(id = "test.text-range", algorithm = 1, title = "T", category = "c", help = "h")
	static final class TextRange extends Lazy<RangeOfText> implements Actor<RangeOfText, None, None> {
	}

	record Umlaut(@Default("1") @Help("h") int größe) {
	}

	@Because("größe")
	@ActorType(id = "test.name", algorithm = 1, title = "T", category = "c", help = "h")
	static final class ForeignName extends Lazy<Umlaut> implements Actor<Umlaut, None, None> {
	}

	record Folders(@Port(payload = Payload.FILE, extension = "../../x", help = "h") ProductFile out) {
	}

	@Because("../../x")
	@ActorType(id = "test.extension", algorithm = 1, title = "T", category = "c", help = "h")
	static final class PathAsExtension implements Idle<None, None, Folders>, Actor<None, None, Folders> {
	}
}
