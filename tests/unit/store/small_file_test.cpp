// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/small_file.h"
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::test;

namespace {

constexpr store::SmallFormat kFormat{"SOTTOXYZ", 2, 4};
const Bytes kContent{1, 2, 3, 4};

Errc refusal(ByteView file)
{
    const auto content = store::unframed(kFormat, file);
    REQUIRE_FALSE(content);
    return content.error().code;
}

}  // namespace

TEST_CASE("A small file gives back its content, byte for byte")
{
    const auto file = store::framed(kFormat, kContent);
    CHECK(file.size() == 8 + 2 + 4 + 32);
    CHECK(std::ranges::equal(must(store::unframed(kFormat, file)), kContent));
    TempFolder folder;
    CHECK(store::loadSmall(kFormat, folder.path / "x").error().code == Errc::NotFound);
    REQUIRE(store::saveSmall(kFormat, folder.path / "x", kContent));
    CHECK(must(store::loadSmall(kFormat, folder.path / "x")) == kContent);
    CHECK(store::eraseFile(folder.path / "x"));
    CHECK(store::eraseFile(folder.path / "x"));  // there is none: as asked
}

TEST_CASE("A small file of a newer version is told from a damaged one", "[I]")
{
    auto file = store::framed({"SOTTOXYZ", 3, 9}, Bytes(9, 1));
    CHECK(refusal(file) == Errc::Newer);
    CHECK(refusal(store::framed({"SOTTOXYZ", 1, 4}, kContent)) == Errc::Malformed);
    CHECK(refusal(store::framed({"SOTTOABC", 2, 4}, kContent)) == Errc::Malformed);
    CHECK(refusal(store::framed({"SOTTOXYZ", 2, 5}, Bytes(5, 1))) == Errc::Malformed);
}

TEST_CASE("No changed bit and no other length of a small file is taken", "[I]")
{
    const auto whole = store::framed(kFormat, kContent);
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK(refusal(ByteView{whole}.first(size)) == Errc::Malformed);
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        auto file = whole;
        file[bit / 8] = static_cast<std::uint8_t>(file[bit / 8] ^ (1U << bit % 8));
        CHECK_FALSE(store::unframed(kFormat, file));
    }
    auto longer = whole;
    longer.push_back(0);
    CHECK(refusal(longer) == Errc::Malformed);
}
