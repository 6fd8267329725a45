// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/error_text.h"
#include "ui/time_text.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

TEST_CASE("Every problem says what happened, what is safe and what to do")
{
    QStringList seen;
    for (int i = 0; i <= static_cast<int>(ProblemKind::OrderExportDenied); ++i) {
        INFO("problem " << i);
        const auto text = ui::errorText({static_cast<ProblemKind>(i), 0});
        CHECK(!text.happened.isEmpty());
        CHECK(!text.safe.isEmpty());
        CHECK(!text.next.isEmpty());
        CHECK(!seen.contains(text.happened));
        CHECK(!QStringList{text.happened, text.safe, text.next}.join(u' ').contains(u'!'));
        seen << text.happened;
    }
}

TEST_CASE("A disk that takes no writes is told in words, one that does is not")
{
    for (const auto state : {StorageState::DiskFull, StorageState::DiskFailing}) {
        const auto text = ui::readOnlyText(state);
        CHECK(!text.happened.isEmpty());
        CHECK(!text.safe.isEmpty());
        CHECK(!text.next.isEmpty());
    }
    CHECK(ui::readOnlyText(StorageState::Writable).happened.isEmpty());
}

TEST_CASE("A lock-out says until when")
{
    const auto until = test::kNowMs + 15 * test::kMinuteMs;
    const auto text = ui::errorText({ProblemKind::LockedOut, until});
    CHECK(text.happened.contains(ui::clockText(until)));
    CHECK(!ui::clockText(until).isEmpty());
}

TEST_CASE("Times outside any calendar give no text")
{
    for (const std::int64_t ms :
         {std::int64_t{0}, std::int64_t{-1}, INT64_MIN, INT64_MAX, std::int64_t{253402300800000}}) {
        CHECK(ui::clockText(ms).isEmpty());
        CHECK(ui::dayText(ms, test::kNowMs).isEmpty());
        CHECK(ui::whenText(ms, test::kNowMs).isEmpty());
        CHECK(ui::momentText(ms, test::kNowMs).isEmpty());
    }
    CHECK(ui::dayText(test::kNowMs, test::kNowMs) == "Today"_s);
    CHECK(ui::dayText(test::kNowMs - 24 * 60 * test::kMinuteMs, test::kNowMs) == "Yesterday"_s);
}
