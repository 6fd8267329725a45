// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::app;

namespace {

constexpr std::size_t kLongest = 64 * 1024;

/// Length, then `body`.
Bytes framed(const Bytes& body)
{
    Bytes bytes{
        static_cast<std::uint8_t>(body.size() >> 24), static_cast<std::uint8_t>(body.size() >> 16),
        static_cast<std::uint8_t>(body.size() >> 8), static_cast<std::uint8_t>(body.size())};
    bytes.insert(bytes.end(), body.begin(), body.end());
    return bytes;
}

Frame full()
{
    HandOver handOver;
    handOver.loginToken = SecretBytes(viewOf("token"));
    handOver.tokenExpiryMs = -1;
    handOver.alertKey = SecretBytes(viewOf(std::string_view{"\0key\n", 5}));
    handOver.device = 0x7FFF'FFFF;
    handOver.archiveCursor = "cursor";
    handOver.why = ProblemKind::OutOfContact;
    handOver.fullLoginBootMs = 1'234'567;
    handOver.quietUntilMs = 7'654'321;
    handOver.onCallRelease = "<on-call/>";
    Frame frame(FrameType::HandOver);
    frame.add(std::string_view{"ann@clinic.example"});
    addHandOver(frame, handOver);
    frame.add(std::string_view{});
    return frame;
}

void checkFull(const Frame& frame)
{
    CHECK(frame.type == FrameType::HandOver);
    REQUIRE(frame.fields.size() == 2 + kHandOverFields);
    CHECK(frame.text(0) == "ann@clinic.example");
    const auto handOver = handOverOf(frame, 1);
    CHECK(handOver.loginToken.text() == "token");
    CHECK(handOver.tokenExpiryMs == -1);
    CHECK(handOver.alertKey.text() == std::string_view{"\0key\n", 5});
    CHECK(handOver.device == 0x7FFF'FFFF);
    CHECK(handOver.archiveCursor == "cursor");
    CHECK(handOver.why == ProblemKind::OutOfContact);
    CHECK(handOver.fullLoginBootMs == 1'234'567);
    CHECK(handOver.quietUntilMs == 7'654'321);
    CHECK(handOver.onCallRelease == "<on-call/>");
    CHECK(frame.text(1 + kHandOverFields).empty());
}

}  // namespace

TEST_CASE("A frame arrives whole, however it is cut")
{
    const auto bytes = encode(full());
    const auto step =
        GENERATE(std::size_t{1}, std::size_t{3}, std::size_t{4}, std::size_t{5}, std::size_t{1000});
    FrameReader reader;
    for (auto rest = bytes.view(); !rest.empty();) {
        CHECK_FALSE(reader.next());
        const auto part = rest.first(std::min(step, rest.size()));
        REQUIRE(reader.feed(part));
        rest = rest.subspan(part.size());
    }
    const auto frame = reader.next();
    REQUIRE(frame);
    checkFull(*frame);
    CHECK_FALSE(reader.next());
}

TEST_CASE("Many frames in one piece come out in order, with a started one kept for later")
{
    Bytes bytes;
    for (int number = 0; number < 1000; ++number) {
        Frame frame(FrameType::Countdown);
        frame.add(std::int64_t{number});
        const auto encoded = encode(frame);
        bytes.insert(bytes.end(), encoded.view().begin(), encoded.view().end());
    }
    const auto last = bytes.back();
    bytes.pop_back();
    FrameReader reader;
    REQUIRE(reader.feed(bytes));
    for (int number = 0; number < 999; ++number) {
        const auto frame = reader.next();
        REQUIRE(frame);
        CHECK(frame->number(0) == number);
    }
    CHECK_FALSE(reader.next());
    REQUIRE(reader.feed(ByteView{&last, 1}));
    CHECK(reader.next()->number(0) == 999);
}

TEST_CASE("Bytes that are no frame break the channel for good")
{
    struct Row {
        const char* what;
        Bytes bytes;
    };

    Bytes tooMany{2};
    for (int field = 0; field < 17; ++field)
        tooMany.insert(tooMany.end(), {0, 0, 0, 0});
    const auto row = GENERATE_COPY(
        Row{"empty frame", framed({})}, Row{"half a field length", framed({2, 0, 0, 0})},
        Row{"a field past the end", framed({2, 0, 0, 0, 1})},
        Row{"a field past the end by one", framed({2, 0, 0, 0, 3, 'a', 'b'})},
        Row{"a field of 4 GiB", framed({2, 0xFF, 0xFF, 0xFF, 0xFF, 'a'})},
        Row{"bytes after the fields", framed({2, 0, 0, 0, 1, 'a', 'b'})},
        Row{"17 fields", framed(tooMany)}, Row{"one byte too long", {0, 1, 0, 1}},
        Row{"a length of 4 GiB", {0xFF, 0xFF, 0xFF, 0xFF}},
        Row{"text", bytesOf("Qt: a warning on standard output\n")});
    INFO(row.what);
    FrameReader reader;
    const auto good = encode(full());
    REQUIRE(reader.feed(good.view()));
    const auto fed = reader.feed(row.bytes);
    REQUIRE_FALSE(fed);
    CHECK(fed.error().code == Errc::Malformed);
    checkFull(*reader.next());  // what came before was said in earnest
    CHECK_FALSE(reader.feed(good.view()));
    CHECK_FALSE(reader.next());
}

TEST_CASE("The longest frame and 16 fields are allowed")
{
    Bytes longest(kLongest, 0);
    longest[0] = 2;
    const auto field = kLongest - 5;
    longest[2] = static_cast<std::uint8_t>(field >> 16);
    longest[3] = static_cast<std::uint8_t>(field >> 8);
    longest[4] = static_cast<std::uint8_t>(field);
    Bytes many{2};
    for (int number = 0; number < 16; ++number)
        many.insert(many.end(), {0, 0, 0, 0});
    FrameReader reader;
    REQUIRE(reader.feed(framed(longest)));
    CHECK(reader.next()->text(0).size() == field);
    REQUIRE(reader.feed(framed(many)));
    CHECK(reader.next()->fields.size() == 16);
}

TEST_CASE("A field that is absent or no number reads as nothing")
{
    Frame frame(FrameType::State);
    CHECK(frame.number(0) == 0);
    CHECK(frame.text(3).empty());
    CHECK(frame.secret(3).empty());
    CHECK(handOverOf(frame, 1).isEmpty());
    for (const auto* text : {"", "x", "-", "99999999999999999999", " 1"}) {
        Frame odd(FrameType::State);
        odd.add(std::string_view{text});
        CHECK(odd.number(0) == 0);
    }
}

TEST_CASE("A session ends with a reason of its own, not with any number")
{
    for (const std::int64_t number :
         {std::int64_t{-1}, std::int64_t{static_cast<int>(ProblemKind::WrongPassword)},
          std::int64_t{100000}, INT64_MIN}) {
        Frame frame(FrameType::HandOver);
        addHandOver(frame, {});
        frame.fields.pop_back();
        frame.add(number);
        CHECK_FALSE(handOverOf(frame, 0).why);
    }
    CHECK_FALSE(handOverOf(Frame(FrameType::HandOver), 0).why);
}

TEST_CASE("Why a session ended arrives, and nothing that is no such reason")
{
    for (const auto why :
         {ProblemKind::AccountDisabled, ProblemKind::AccessWithdrawn,
          ProblemKind::SignedInElsewhere, ProblemKind::OutOfContact, ProblemKind::DeviceErased,
          ProblemKind::DeviceRemoved, ProblemKind::WrongPassword}) {
        HandOver handOver;
        handOver.why = why;
        Frame frame(FrameType::HandOver);
        addHandOver(frame, handOver);
        const auto arrived = handOverOf(frame, 0).why;
        if (why == ProblemKind::WrongPassword)
            CHECK(!arrived);
        else
            CHECK(arrived == why);
    }
}
