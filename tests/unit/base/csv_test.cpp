// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;

TEST_CASE("a field is in quotes, and a formula is text", "[hostile]")
{
    CHECK(csvCell("") == "\"\"");
    CHECK(csvCell("call, then text") == "\"call, then text\"");
    CHECK(csvCell("say \"yes\"") == "\"say \"\"yes\"\"\"");
    CHECK(csvCell("=cmd|' /C calc'!A1") == "\"'=cmd|' /C calc'!A1\"");
    for (const char* first : {"+1", "-1", "@SUM", "\tx", "\rx"})
        CHECK(csvCell(first).substr(0, 2) == "\"'");
    CHECK(csvCell("a=b") == "\"a=b\"");
}
