// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/offline_window.h"
#include "core/store/small_file.h"
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::test;
using store::OfflineTicket;
using store::OfflineWindow;
using store::VaultHeader;

namespace {

const Bytes kShare(32, 0x5A);
const Bytes kKey(32, 0x11);
const Bytes kPasswordKey(32, 0x22);

const VaultHeader& header()
{
    static const auto made =
        must(VaultHeader::create(nurse(), viewOf("password"), kShare, store::kLeastCost));
    return made.header;
}

Errc refusal(const Result<SecretBytes>& opened)
{
    REQUIRE_FALSE(opened);
    return opened.error().code;
}

OfflineTicket ticket()
{
    return {.key = SecretBytes{kKey},
            .window = {1, 2, 3},
            .tries = 4,
            .lastContact = {.wallMs = 1'795'000'000'000, .bootMs = 42'000, .boot = {7}},
            .latestMs = 1'795'000'000'001};
}

}  // namespace

TEST_CASE("Password and the key chain's secret give the share back, neither alone does")
{
    TempFolder folder;
    CHECK_FALSE(OfflineWindow::exists(folder.path));
    REQUIRE(must(OfflineWindow::make(header(), kPasswordKey, kKey, kShare)).save(folder.path));
    CHECK(OfflineWindow::exists(folder.path));
    const auto window = must(OfflineWindow::load(folder.path));
    const auto share = must(window.open(header(), kPasswordKey, kKey));
    CHECK(std::ranges::equal(share.view(), kShare));
    CHECK(refusal(window.open(header(), kKey, kKey)) == Errc::Denied);
    CHECK(refusal(window.open(header(), kPasswordKey, kPasswordKey)) == Errc::Denied);
    const auto twin =
        must(VaultHeader::create(nurse(), viewOf("password"), kShare, store::kLeastCost));
    CHECK(refusal(window.open(twin.header, kPasswordKey, kKey)) == Errc::Denied);
    REQUIRE(OfflineWindow::erase(folder.path));
    CHECK(OfflineWindow::load(folder.path).error().code == Errc::NotFound);
}

TEST_CASE("No changed byte of an offline window gives a share", "[I]")
{
    TempFolder folder;
    REQUIRE(must(OfflineWindow::make(header(), kPasswordKey, kKey, kShare)).save(folder.path));
    const auto file = folder.path / "offline";
    constexpr store::SmallFormat kFormat{"SOTTOOFF", 1, 76};
    const auto content = must(store::loadSmall(kFormat, file));
    for (std::size_t at = 0; at < content.size(); ++at) {
        auto changed = content;
        changed[at] ^= 0x80;
        writeContent(file, store::framed(kFormat, changed));
        const auto window = must(OfflineWindow::load(folder.path));
        CHECK(refusal(window.open(header(), kPasswordKey, kKey)) == Errc::Denied);
    }
}

TEST_CASE("A ticket of the key chain is read as it was written, and nothing else is")
{
    const auto entry = ticket().serialise();
    const auto read = OfflineTicket::parse(entry.view());
    REQUIRE(read);
    CHECK(std::ranges::equal(read->key.view(), kKey));
    CHECK(read->window == ticket().window);
    CHECK(read->tries == 4);
    CHECK(read->lastContact == ticket().lastContact);
    CHECK(read->latestMs == ticket().latestMs);
    for (std::size_t size = 0; size < entry.size(); ++size)
        CHECK_FALSE(OfflineTicket::parse(entry.view().first(size)));
    auto changed = entry.clone();
    changed.data()[60] ^= 1;
    CHECK(OfflineTicket::parse(changed.view()).error().code == Errc::Malformed);
}
