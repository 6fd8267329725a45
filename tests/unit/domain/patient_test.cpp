// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/patient.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;

TEST_CASE("a list shows initials and the end of the number", "[patient]")
{
    CHECK(shortPatient({"Jane Smith", "00-884471"}) == "J.S. \u00B7\u00B74471");
    CHECK(shortPatient({"Smith, Jane", "884471"}) == "J.S. \u00B7\u00B74471");
    CHECK(shortPatient({"Anna Maria van der Berg", ""}) == "A.B.");
    CHECK(shortPatient({"Cher", "12345"}) == "C. \u00B7\u00B72345");
    CHECK(shortPatient({"", "884471"}) == "\u00B7\u00B74471");
    CHECK(shortPatient({"\u00E9lodie \u0160imek", ""}) == "\u00C9.\u0160.");
    CHECK(shortPatient({"(Baby) 2 Jones", ""}) == "B.J.");
    CHECK(shortPatient({"...", ""}).empty());
}

TEST_CASE("a short number never shows whole", "[patient]")
{
    CHECK(shortPatient({"", "4471"}) == "\u00B7\u00B771");
    CHECK(shortPatient({"", "44-71"}) == "\u00B7\u00B771");
    CHECK(shortPatient({"", "447"}) == "\u00B7\u00B77");
    CHECK(shortPatient({"", "7"}) == "\u00B7\u00B7");
}

TEST_CASE("a patient keeps within the bounds", "[patient][hostile]")
{
    CHECK(isUsable({"Jane Smith", "44-71/A.2 b", {"SUD", "HIV"}}));
    CHECK(isUsable({std::string(256, 'x'), std::string(32, '1')}));
    CHECK_FALSE(isUsable({}));
    CHECK_FALSE(isUsable({"", "", {"SUD"}}));
    CHECK_FALSE(isUsable({std::string(257, 'x'), ""}));
    CHECK_FALSE(isUsable({"", std::string(33, '1')}));
    CHECK_FALSE(isUsable({"Jane\nSmith", ""}));
    CHECK_FALSE(isUsable({" Jane", ""}));
    CHECK_FALSE(isUsable({"", "44_71"}));
    CHECK_FALSE(isUsable({"", "- -"}));
    CHECK_FALSE(isUsable({"", "\u0664\u0664\u0667"}));
    CHECK_FALSE(isUsable({"Jane", "", {"SUD", "SUD"}}));
    CHECK_FALSE(isUsable({"Jane", "", {"SUD,HIV"}}));
    CHECK_FALSE(isUsable({"Jane", "", {""}}));
    CHECK_FALSE(isUsable({"Jane", "", {std::string(25, 'x')}}));
    CHECK_FALSE(isUsable({"Jane", "", {"1", "2", "3", "4", "5", "6", "7", "8", "9"}}));
}

TEST_CASE("what was typed is tidied, or refused", "[patient]")
{
    CHECK(tidied({"  Jane   Smith ", " 44 71 "}) == PatientTag{"Jane Smith", "44 71"});
    CHECK_FALSE(tidied({"  ", " "}));
    CHECK_FALSE(tidied({"Jane", "#4471"}));
}

TEST_CASE("a record number has one key however it is written", "[patient]")
{
    CHECK(recordKey("44-71 a/2.") == "4471A2");
    CHECK(recordKey("").empty());
}

TEST_CASE("a patient goes into one text and back", "[patient]")
{
    const PatientTag tag{"Jane Smith", "4471", {"SUD", "HIV"}};
    CHECK(patientFromText(patientText(tag)) == tag);
    CHECK(patientFromText(patientText(PatientTag{"", "4471"})) == PatientTag{"", "4471"});
    CHECK(patientText({}).empty());
    CHECK_FALSE(patientFromText(""));
    CHECK_FALSE(patientFromText("Jane"));
    CHECK_FALSE(patientFromText("Jane\n4471"));
    CHECK_FALSE(patientFromText("\n\nSUD"));
}
