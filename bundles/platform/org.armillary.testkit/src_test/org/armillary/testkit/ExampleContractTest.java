package org.armillary.testkit;

/** The well-behaved actor passes the whole contract. */
class ExampleContractTest extends ExampleContract {
}
