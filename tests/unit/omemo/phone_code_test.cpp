// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/omemo/phone_code.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::omemo;

namespace {

/// The public keys of RFC 7748, 6.1, as apps write them.
constexpr std::string_view kOne =
    "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
constexpr std::string_view kTwo =
    "DE9EDB7D7B7DC1B4D35B61C2ECE435373F8343C85B78674DADFC7E146F882B4F";

std::string device(int id, std::string_view key = kOne)
{
    return "omemo-sid-" + std::to_string(id) + "=" + std::string{key};
}

std::string code(const std::string& parameters)
{
    return "xmpp:lee@clinic.example?" + parameters;
}

ComparedKey phone(std::uint32_t id, std::string_view key = kOne,
                  std::string_view account = "lee@clinic.example")
{
    return {{*Jid::parseAccount(account), DeviceId{id}}, *fromHex("05" + std::string{key})};
}

}  // namespace

TEST_CASE("the code of a phone app names its devices and their keys", "[omemo]")
{
    const auto devices = parsePhoneCode(code(device(123) + ";" + device(456, kTwo)));
    REQUIRE(devices);
    REQUIRE(devices->size() == 2);
    CHECK(devices->at(0).address == phone(123).address);
    CHECK(devices->at(0).key == phone(123).key);
    CHECK(devices->at(1).address == phone(456).address);
    CHECK(devices->at(1).key == phone(456, kTwo).key);
}

TEST_CASE("a phone's code is read with what apps put around it", "[omemo]")
{
    const auto text = GENERATE_COPY(
        "  " + code(device(123)) + "\r\n", code("message;body=hello;" + device(123)),
        code(device(123) + ";"), code(";;" + device(123)),
        "xmpp:lee%40clinic.example?" + device(123), "xmpp:Lee@Clinic.Example?" + device(123));
    const auto devices = parsePhoneCode(text);
    REQUIRE(devices);
    REQUIRE(devices->size() == 1);
    CHECK(devices->front().address == phone(123).address);
}

TEST_CASE("what is not a phone's code is refused whole", "[omemo][hostile]")
{
    std::string most;
    for (int id = 1; id <= 51; ++id)
        most += device(id) + ";";
    const auto text = GENERATE_COPY(
        std::string{}, std::string{" \n"}, std::string{"xmpp:"}, std::string{"xmpp:?"},
        std::string{"xmpp:lee@clinic.example"}, code(""), code("message"),
        "https://clinic.example?" + device(1), "xmpp:clinic.example?" + device(1),
        "xmpp:lee@clinic.example/x?" + device(1), "xmpp:lee%4?" + device(1),
        "xmpp:lee%zz@clinic.example?" + device(1), code(device(0)), code(device(-1)),
        code("omemo-sid-01=" + std::string{kOne}), code("omemo-sid-=" + std::string{kOne}),
        code("omemo-sid-2147483648=" + std::string{kOne}), code("omemo-sid-1"),
        code(device(1, kOne.substr(1))), code(device(1, kOne.substr(2))),
        code(device(1, "05" + std::string{kOne})), code(device(1, std::string(64, 'g'))),
        code(device(1, std::string(64, '0'))), code(device(1) + ";" + device(1)),
        code(device(1) + ";" + device(1, kTwo)), code(device(1) + ";" + device(2, "00")),
        code(most), code(device(1) + ";" + std::string(9000, 'x')));
    INFO(text.substr(0, 120));
    CHECK_FALSE(parsePhoneCode(text));
}

TEST_CASE("a phone's code says whether it is that phone, with that key", "[omemo]")
{
    const auto shown = *parsePhoneCode(code(device(123) + ";" + device(456, kTwo)));
    CHECK(compare(shown, phone(123)) == Comparison::Match);
    CHECK(compare(shown, phone(456, kTwo)) == Comparison::Match);
    CHECK(compare(shown, phone(456)) == Comparison::OtherKey);
    CHECK(compare(shown, phone(789)) == Comparison::OtherDevice);
    CHECK(compare(shown, phone(123, kOne, "dana@clinic.example")) == Comparison::OtherPeople);
    CHECK(compare({}, phone(123)) == Comparison::NotACode);
}
