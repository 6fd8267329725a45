// SPDX-License-Identifier: GPL-3.0-or-later
// `sottoctl vault …` on real vaults in a folder of its own.
#include "app/ctl/commands.h"
#include "core/engine/installation.h"
#include "core/engine/seat.h"
#include "core/store/backups.h"
#include "core/store/vault_copy.h"
#include "core/store/vault_header.h"
#include "core/store/vault_restore.h"
#include "tests/support/manual_time.h"
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::app;
using namespace sotto::test;

namespace {

const std::string kAnn = "ann@clinic.example";

/// Somebody's vault with one value in it, a backup, and another value since then.
struct Home {
    Home()
    {
        fs::create_directories(folder);
        auto header =
            must(store::VaultHeader::create(jid(kAnn), viewOf("correct horse"),
                                            crypto::randomBytes(store::kShareSize), {64 * 1024, 3}))
                .header;
        must(header.save(folder));
        auto vault = must(store::Vault::create(folder, dek.view()));
        setEpoch(vault, 1);
        const store::Backups backups{folder};
        auto copy = must(store::VaultCopy::begin(vault, must(backups.prepare())));
        while (!must(copy.step())) { }
        must(backups.finish(wallTimeFromMs(1)));
        setEpoch(vault, 2);
    }

    static void setEpoch(store::Vault& vault, int epoch)
    {
        auto stores = must(store::Stores::open(vault));
        auto transaction = must(vault.begin());
        must(stores.account.setSessionEpoch(epoch));
        must(transaction.commit());
    }

    int epoch() const
    {
        auto vault = must(store::Vault::open(folder, dek.view()));
        auto stores = must(store::Stores::open(vault));
        return static_cast<int>(must(stores.account.sessionEpoch()));
    }

    int restore(const std::string& from)
    {
        CtlOptions options;
        options.dataFolder = temp.dir.path();
        return vaultRestore(options, kAnn, from, time.time());
    }

    std::string audit() const
    {
        std::string all;
        for (const auto& entry : fs::recursive_directory_iterator{temp.path / "audit"})
            if (entry.is_regular_file()) {
                const auto content = contentOf(entry.path());
                all.append(content.begin(), content.end());
            }
        return all;
    }

    TempFolder temp;
    ManualTime time;
    fs::path folder = engine::Installation::folderOf(temp.path, jid(kAnn));
    SecretBytes dek = crypto::randomSecret(32);
};

}  // namespace

TEST_CASE("the newest backup is put in place, and the activity log says so", "[I8]")
{
    Home home;
    CHECK(home.restore("newest") == kExitOk);
    CHECK(home.epoch() == 1);
    CHECK(store::isMarkedRestored(home.folder));
    CHECK(home.audit().find("vault_restored") != std::string::npos);
    CHECK(home.audit().find(kAnn) == std::string::npos);
}

TEST_CASE("a vault that is in use is not restored", "[I8]")
{
    Home home;
    const auto seat = must(engine::Seat::take(home.folder));
    CHECK(home.restore("newest") == kExitFailed);
    CHECK(home.epoch() == 2);
    CHECK_FALSE(store::isMarkedRestored(home.folder));
}

TEST_CASE("a folder that is no backup changes nothing, and that it was tried is recorded", "[I8]")
{
    Home home;
    CHECK(home.restore((home.temp.path / "nothing here").string()) == kExitFailed);
    CHECK(home.epoch() == 2);
    CHECK_FALSE(store::isMarkedRestored(home.folder));
    CHECK(home.audit().find("vault_restored") != std::string::npos);
}
