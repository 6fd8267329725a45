// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policy_report.h"
#include "core/policy/policy_watcher.h"
#include "tests/support/manual_time.h"
#include "tests/unit/policy/policy_folder.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::policy;
using namespace std::chrono_literals;

TEST_CASE("Without a file the strict defaults of a shared workstation are in force")
{
    PolicyFolder folder;
    const auto hasDropInFolder = GENERATE(true, false);
    if (!hasDropInFolder)
        std::filesystem::remove(folder.locations.folder);
    const auto loaded = folder.read();
    CHECK(loaded.accepted);
    CHECK_FALSE(loaded.hasFile);
    CHECK(count(loaded, FindingKind::NoFile) == 1);
    CHECK(loaded.policy.seconds("session.lock_after_s") == 120s);
    CHECK(loaded.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("The hash of a single file is what sha256sum prints for it")
{
    PolicyFolder folder;
    folder.write("policy.toml", "abc = 1\n");
    // printf 'abc = 1\n' | sha256sum
    CHECK(folder.read().sha256 ==
          "78f1a1656aa4c78dbb60ac7b5d1883ac87bd79028f8e85561ba00cb0f339cf89");
    const auto one = folder.read().sha256;
    folder.write("policy.d/a.toml", "[session]\n");
    CHECK(folder.read().sha256 != one);
}

TEST_CASE("A class of workstation brings its defaults, the stricter class wins")
{
    PolicyFolder folder;
    folder.write("policy.toml", "[workstation]\nclass = \"private\"\n");
    auto loaded = folder.read();
    CHECK(loaded.accepted);
    CHECK(loaded.policy.workstation() == WorkstationClass::Private);
    CHECK(loaded.policy.seconds("session.lock_after_s") == 600s);
    CHECK(loaded.policy.integer("auth.offline_grace_h") == 24);

    folder.write("policy.d/50-site.toml", "[workstation]\nclass = \"shared\"\n");
    loaded = folder.read();
    CHECK(loaded.policy.workstation() == WorkstationClass::Shared);
    CHECK(loaded.policy.seconds("session.lock_after_s") == 120s);
}

TEST_CASE("Drop-ins are read by name and cannot weaken what is there")
{
    PolicyFolder folder;
    folder.write("policy.toml", "[session]\nlock_after_s = 90\n[clinic]\nname = \"A\"\n");
    folder.write("policy.d/20.toml", "[session]\nlock_after_s = 600\n[clinic]\nname = \"C\"\n");
    folder.write("policy.d/10.toml", "[session]\nlock_after_s = 60\n[clinic]\nname = \"B\"\n");
    folder.write("policy.d/.hidden.toml", "[session]\nlock_after_s = 15\n");
    folder.write("policy.d/30.toml.bak", "[session]\nlock_after_s = 15\n");
    const auto loaded = folder.read();
    CHECK(loaded.accepted);
    CHECK(loaded.findings.empty());
    CHECK(loaded.policy.seconds("session.lock_after_s") == 60s);
    CHECK(loaded.policy.entry(settingIndex("session.lock_after_s")).origin == "10.toml");
    CHECK(loaded.policy.text("clinic.name") == "C");  // no order of strictness: the last counts
}

TEST_CASE("One bad file refuses the whole policy and leaves the last good one in force")
{
    PolicyFolder folder;
    folder.write("policy.toml", "[session]\nlock_after_s = 45\n");
    const auto good = folder.read();
    REQUIRE(good.accepted);

    const auto trust = GENERATE(FileTrust::SymbolicLink, FileTrust::NotAFile, FileTrust::WrongOwner,
                                FileTrust::WritableByOthers, FileTrust::FolderNotTrusted,
                                FileTrust::TooLarge, FileTrust::Unreadable);
    const auto name = GENERATE("policy.toml", "x.toml");
    folder.write("policy.d/x.toml", "[session]\nlock_after_s = 30\n");
    folder.distrusted[name] = trust;
    const auto kept = folder.read(&good);
    CHECK_FALSE(kept.accepted);
    CHECK(kept.policy.seconds("session.lock_after_s") == 45s);
    REQUIRE(kept.findings.size() == 1);
    CHECK(kept.findings.front().severity == Severity::Error);
    CHECK(kept.sha256 != good.sha256);
    const auto strict = folder.read();
    CHECK_FALSE(strict.accepted);
    CHECK(strict.policy.seconds("session.lock_after_s") == 120s);
    CHECK(strict.policy.workstation() == WorkstationClass::Shared);
}

TEST_CASE("A file that is understood in part is not used in part")
{
    PolicyFolder folder;
    const auto bad =
        GENERATE("lock_after_s = \"soon\"", "lock_after_s = ", "lock_on = [\"never\"]");
    folder.write("policy.toml",
                 "[workstation]\nclass = \"private\"\n[session]\n" + std::string{bad} + '\n');
    const auto loaded = folder.read();
    CHECK_FALSE(loaded.accepted);
    CHECK(loaded.policy.workstation() == WorkstationClass::Shared);
}

TEST_CASE("An unknown key only warns when the policy is in use")
{
    PolicyFolder folder;
    folder.write("policy.toml", "[session]\nlock_after_s = 90\nfuture = 1\n");
    const auto loaded = folder.read();
    CHECK(loaded.accepted);
    CHECK(count(loaded, FindingKind::UnknownKey) == 1);
    CHECK(loaded.findings.front().severity == Severity::Warning);
    CHECK(loaded.policy.seconds("session.lock_after_s") == 90s);
}

TEST_CASE("A folder of drop-ins that cannot be listed refuses the policy")
{
    PolicyFolder folder;
    folder.write("policy.toml", "[session]\nlock_after_s = 90\n");
    std::filesystem::remove(folder.locations.folder);
    folder.write("policy.d", "not a folder");
    CHECK_FALSE(folder.read().accepted);
}

TEST_CASE("The effective policy is printed with value, source and hash")
{
    PolicyFolder folder;
    folder.write("policy.toml",
                 "[session]\nlock_after_s = 5\n[clinic]\n"
                 "name = \"A \\\"B\\\" \\\\ \xE2\x80\xAEx\"\n");
    const auto loaded = folder.read();
    const auto text = effectiveText(loaded);
    CHECK(text.find(loaded.sha256) != std::string::npos);
    CHECK(text.find("session.lock_after_s = 15  # policy.toml, clamped\n") != std::string::npos);
    CHECK(text.find("crypto.kdf_mib = 256  # default\n") != std::string::npos);
    CHECK(text.find("clinic.name = \"A \\\"B\\\" \\\\ ") != std::string::npos);
    CHECK(text.find("\xE2\x80\xAE") == std::string::npos);  // no bidirectional override

    const auto json =
        QJsonDocument::fromJson(QByteArray::fromStdString(effectiveJson(loaded))).object();
    const auto lock = json[QStringLiteral("settings")][QStringLiteral("session.lock_after_s")];
    CHECK(lock[QStringLiteral("value")].toInt() == 15);
    CHECK(lock[QStringLiteral("clamped")].toBool());
    CHECK(lock[QStringLiteral("source")].toString() == QStringLiteral("policy.toml"));
    CHECK(json[QStringLiteral("accepted")].toBool());
}

TEST_CASE("A changed file is in force within half a minute and told once")
{
    PolicyFolder folder;
    test::ManualTime time;
    folder.write("policy.toml", "[session]\nlock_after_s = 90\n");
    PolicyWatcher watcher{folder.locations, folder.reader(), time.time()};
    const auto firstHash = QString::fromStdString(watcher.current().sha256);
    QStringList told;
    QObject::connect(&watcher, &PolicyWatcher::changed, &watcher,
                     [&](const QString& oldHash) { told.append(oldHash); });
    time.advance(5min);
    CHECK(told.isEmpty());

    folder.write("policy.toml", "[session]\nlock_after_s = 60\n");
    time.advance(30s);
    CHECK(told == QStringList{firstHash});
    CHECK(watcher.current().policy.seconds("session.lock_after_s") == 60s);

    folder.write("policy.toml", "[session]\nlock_after_s = \n");
    time.advance(30s);
    CHECK(told.size() == 2);
    CHECK_FALSE(watcher.current().accepted);
    CHECK(watcher.current().policy.seconds("session.lock_after_s") == 60s);

    folder.write("policy.toml", "[session]\nlock_after_s = 60\n");
    time.advance(30s);
    CHECK(told.size() == 3);
    CHECK(watcher.current().accepted);
}
