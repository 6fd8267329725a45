// SPDX-License-Identifier: GPL-3.0-or-later
// A session that speaks the station's language and behaves as its argument says.
#include "app/frame.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <string_view>

using namespace sotto;
using namespace sotto::app;

namespace {

void write(ByteView bytes)
{
    if (!bytes.empty())
        std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    std::fflush(stdout);
}

/// Locked if it was handed something, signed out if only a reason; then the count of what
/// waits is the device's number, so that the test sees what arrived. For an empty address:
/// somebody types ann's.
void answerStart(const Frame& start)
{
    const auto handOver = handOverOf(start, 1);
    const auto address = start.text(0).empty() ? "ann@clinic.example" : start.text(0);
    const bool open = handOver.isEmpty() && !handOver.why && !start.text(0).empty();
    Frame state(FrameType::State);
    state.add(std::string_view{address}).add(std::string_view{"Ann\x1b[31m\nBoss"});
    state.add(std::int64_t{open ? 3 : handOver.isEmpty() ? 0 : 2});
    state.add(std::int64_t{handOver.isEmpty() ? 7 : handOver.device});
    state.add(std::int64_t{-7}).add(std::int64_t{1});
    write(encode(state).view());
    if (start.text(0).empty())
        write(encode(Frame(FrameType::SeatTaken)).view());
}

/// Open at once, as after the right code.
void answerEmergency(const Frame& begin)
{
    Frame state(FrameType::State);
    state.add(std::string_view{begin.text(0)}).add(std::string_view{begin.text(1)});
    state.add(std::int64_t{3}).add(std::int64_t{0}).add(std::int64_t{0}).add(std::int64_t{0});
    state.add(std::string_view{"kim@clinic.example"});
    write(encode(state).view());
}

Frame handOverFrame(std::string_view how, std::string_view token)
{
    HandOver handOver;
    handOver.loginToken = SecretBytes(viewOf(token));
    if (how == "withdrawn")
        handOver.why = ProblemKind::AccessWithdrawn;
    if (how == "no-contact")
        handOver.why = ProblemKind::OutOfContact;
    handOver.device = 42;
    Frame frame(FrameType::HandOver);
    frame.add(std::string_view{"ann@clinic.example"});
    addHandOver(frame, handOver);
    frame.add(std::string_view{"geometry"}).add(std::int64_t{how == "idle" ? 1 : 0});
    return frame;
}

bool endsByItself(std::string_view how)
{
    return how == "by-itself" || how == "withdrawn" || how == "no-contact" || how == "idle";
}

[[noreturn]] void answerLock(std::string_view how)
{
    const auto good = encode(handOverFrame(how, "token"));
    if (how == "crash")
        std::raise(SIGKILL);
    if (how == "no-token" || how == "withdrawn")
        write(encode(handOverFrame(how, "")).view());
    else if (how == "half")
        write(good.view().first(good.size() / 2));
    else if (how == "noise")
        write(viewOf("\xff\xff\xff\xff and so on"));
    else if (how != "hang")
        write(good.view());
    if (how == "hang" || how == "hang-after" || how == "noise")
        for (;;)
            ::pause();
    std::_Exit(0);
}

}  // namespace

int main(int argc, char** argv)
{
    const std::string_view how = argc > 1 ? argv[1] : "good";
    FrameReader reader;
    std::array<std::uint8_t, 4096> bytes{};
    for (;;) {
        const auto count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        if (count <= 0 || !reader.feed(ByteView{bytes}.first(static_cast<std::size_t>(count))))
            return 0;
        while (const auto frame = reader.next()) {
            if (frame->type == FrameType::Start)
                answerStart(*frame);
            else if (frame->type == FrameType::BeginEmergency)
                answerEmergency(*frame);
            else if (frame->type == FrameType::Lock ||
                     (endsByItself(how) && frame->type == FrameType::Countdown))
                answerLock(how);
            else if (frame->type == FrameType::SignOut && how != "hang") {
                write(encode(Frame(FrameType::SignedOut)).view());
                return 0;
            }
        }
    }
}
