// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "core/engine/installation.h"
#include "core/engine/seat.h"
#include "core/store/backups.h"
#include "core/store/vault_restore.h"

#include <cstdio>
#include <filesystem>
#include <optional>

namespace sotto::app {
namespace {

namespace fs = std::filesystem;

struct Place {
    Surroundings surroundings;
    Jid person;
    fs::path folder;
};

int fail(const char* words)
{
    std::fprintf(stderr, "sottoctl: %s\n", words);
    return kExitFailed;
}

/// The folder of a person's vault; says so if there is none.
std::optional<Place> findPlace(const CtlOptions& options, const std::string& address)
{
    const auto person = Jid::parseAccount(address);
    if (!person) {
        fail("that is not a complete address.");
        return std::nullopt;
    }
    auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings) {
        refuseFolder();
        return std::nullopt;
    }
    auto folder = engine::Installation::folderOf(surroundings->paths.data, *person);
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) {
        fail("there is no vault of that person in the data folder.");
        return std::nullopt;
    }
    return Place{*std::move(surroundings), *person, std::move(folder)};
}

const char* wordsOf(Errc why)
{
    switch (why) {
    case Errc::NotFound:
        return "there is no backup in that folder. Nothing was changed.";
    case Errc::Malformed:
        return "that backup is damaged. Nothing was changed.";
    case Errc::Newer:
        return "that backup was made by a newer version. Nothing was changed.";
    case Errc::Forged:
        return "that backup belongs to another person. Nothing was changed.";
    case Errc::StorageFull:
        return "the disk is full. Free some space and run the same command again.";
    default:
        return "a file cannot be read or written. Run the same command again.";
    }
}

Result<Done> run(const Place& place, const fs::path& from, WallTime now)
{
    if (from.empty())
        return store::markRestored(place.folder);
    store::VaultRestore restore{place.folder, from, now};
    SOTTO_TRY(restore.check(place.person));
    for (;;) {
        SOTTO_TRY_ASSIGN(const bool done, restore.step());
        if (done)
            return Done{};
    }
}

void record(const Place& place, bool succeeded, bool anew, Time time)
{
    auto log = openAuditLog(place.surroundings, time);
    if (!log)
        return;
    const auto outcome = succeeded ? audit::Outcome::Success : audit::Outcome::Failure;
    audit::Event event{audit::EventKind::VaultRestored,
                       outcome,
                       log->pseudonym("user", place.person.toString()),
                       {},
                       {{"anew", anew ? 1 : 0}}};
    if (!log->append(event))
        fail("the activity record was not written.");
}

}  // namespace

int vaultBackups(const CtlOptions& options, const std::string& address)
{
    const auto place = findPlace(options, address);
    if (!place)
        return kExitFailed;
    for (const auto& backup : store::Backups{place->folder}.all())
        std::printf("%s\n", backup.folder.c_str());
    return kExitOk;
}

int vaultRestore(const CtlOptions& options, const std::string& address, const std::string& from,
                 Time time)
{
    const auto place = findPlace(options, address);
    if (!place)
        return kExitFailed;
    const auto seat = engine::Seat::take(place->folder);
    if (!seat)
        return fail("this vault is in use. Sign this person out, or quit Sotto, then try again.");
    auto source = fs::path{from};
    if (from == "newest") {
        const auto backups = store::Backups{place->folder}.all();
        if (backups.empty())
            return fail("there is no backup of this vault. Nothing was changed.");
        source = backups.back().folder;
    }
    const auto done = run(*place, source, time.clock.wallNow());
    record(*place, done.has_value(), from.empty(), time);
    if (!done)
        return fail(wordsOf(done.error().code));
    if (!from.empty())
        std::printf("The backup is in place. What was there before is kept in the folder\n"
                    "%s/before-restore-...\n",
                    place->folder.c_str());
    std::printf(
        "At the next sign-in this vault becomes a new device. Messages that came since the\n"
        "backup are asked for again; what was sent from here since then is not in it.\n");
    return kExitOk;
}

}  // namespace sotto::app
