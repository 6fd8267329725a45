// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/ctl/console_run.h"
#include "core/base/encoding.h"
#include "core/platform/terminal.h"
#include "core/store/escrow_slot.h"

#include <cstdio>

namespace sotto::app {
namespace {

const char* wordsOf(EmergencyCodeAnswer::Kind kind)
{
    using Kind = EmergencyCodeAnswer::Kind;
    switch (kind) {
    case Kind::WrongPassword:
        return "that is not the password. The code is the one it was.";
    case Kind::TooManyTries:
        return "too many wrong passwords. Sign in again, then make a code.";
    case Kind::Offline:
        return "the relay cannot be reached. Make the code when it can.";
    case Kind::NotAllowed:
        return "policy uses no sealed code here (emergency.enabled, emergency.method).";
    case Kind::NotRecorded:
        return "the activity log does not take it, so no code was made.";
    case Kind::Made:
    case Kind::Failed:
        break;
    }
    return "no code was made. The one before works as it did.";
}

/// 0: it was printed.
int tell(const EmergencyCodeAnswer& answer)
{
    if (answer.kind != EmergencyCodeAnswer::Kind::Made) {
        std::fprintf(stderr, "sottoctl: %s\n", wordsOf(answer.kind));
        return kExitFailed;
    }
    std::printf("Seal it in an envelope with the name of the person and of this workstation. It "
                "is shown only now;\nthe code before it opens nothing any more:\n\n    %s\n",
                qPrintable(answer.code));
    return kExitOk;
}

}  // namespace

int vaultEmergencyCode(const CtlOptions& options, const QString& address, Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    ConsoleRun run(options, address, *surroundings, time);
    auto* const engine = &run.engine;
    bool isAsked = false;
    QObject::connect(engine, &Client::connectionChanged, engine, [&](Connection now) {
        if (now != Connection::Online || std::exchange(isAsked, true))
            return;
        auto password = options.passwordFd
            ? platform::readSecretLine(*options.passwordFd)
            : platform::askSecret("Password again, for the new code: ");
        if (password) {
            engine->makeEmergencyCode(*std::move(password));
            return;
        }
        std::fprintf(stderr, "sottoctl: the password was not given a second time.\n");
        run.end(kExitFailed);
    });
    QObject::connect(engine, &Client::emergencyCodeAnswered, engine,
                     [&run](const EmergencyCodeAnswer& answer) { run.end(tell(answer)); });
    return run.go();
}

int emergencyMakeKey()
{
    const auto key = store::makeAdminKey();
    std::printf(
        "Code of this administrator. Print it, seal it, keep it apart from the other one.\n"
        "It is shown only now:\n\n    %.*s\n\n"
        "For the policy, beside the key of the other administrator:\n\n"
        "    [emergency]\n    method = \"two_admins\"\n    admin_keys = [\"%s\", \"...\"]\n",
        static_cast<int>(key.code.text().size()), key.code.text().data(),
        toBase64(key.publicKey).c_str());
    return kExitOk;
}

}  // namespace sotto::app
