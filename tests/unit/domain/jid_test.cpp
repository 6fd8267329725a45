// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jid.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;

TEST_CASE("an address is compared on its normalised form", "[domain][RFC7622]")
{
    CHECK(*Jid::parse("Lee@Clinic.Example/Desk 2") == *Jid::parse("lee@clinic.example/Desk 2"));
    CHECK(Jid::parse("clinic.example")->local().empty());
    CHECK(*Jid::parse("lee@clinic.example.") == *Jid::parse("lee@clinic.example"));
    CHECK(Jid::parse("lee@clinic.example/a@b/c")->resource() == "a@b/c");
    CHECK(Jid::parse("lee@clinic.example/x")->bare().toString() == "lee@clinic.example");
}

TEST_CASE("a full-width look-alike folds onto the plain address", "[domain][hostile][B22]")
{
    CHECK(Jid::parse("\uFF4Cee@clinic.example")->local() == "lee");
}

TEST_CASE("what is no address is refused", "[domain][hostile][B21]")
{
    const auto text =
        GENERATE(as<std::string>{}, "", "@clinic.example", "lee@", "lee@/x", "lee@clinic.example/",
                 "l ee@clinic.example", "lee@cli nic", "a@b@c", "lee@.example", "lee@.",
                 "lee@clinic..example", "lee@clinic.example..", "l\u202Eee@clinic.example",
                 "l\u200Bee@clinic.example", "le\"e@clinic.example", std::string("l\0e@x", 5),
                 std::string("\xFF\xFE@x"), std::string(1024, 'a') + "@x", std::string(4000, 'a'),
                 "lee@x/\n");
    CAPTURE(text);
    CHECK_FALSE(Jid::parse(text));
}

TEST_CASE("a person's address has a name and no resource", "[domain]")
{
    CHECK(Jid::parseAccount("lee@clinic.example"));
    CHECK_FALSE(Jid::parseAccount("clinic.example"));
    CHECK_FALSE(Jid::parseAccount("lee@clinic.example/desk"));
}
