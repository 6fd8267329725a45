// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/words.h"
#include "core/crypto/random.h"
#include "core/engine/problems.h"
#include "core/platform/terminal.h"
#include "core/relay/relay_check.h"
#include "core/relay/stream.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

namespace sotto::app {
namespace {

using Verdict = relay::CheckLine::Verdict;

const char* wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return "pass";
    case Verdict::Degraded:
        return "degraded";
    case Verdict::Fail:
        return "FAIL";
    }
    return "FAIL";
}

int print(const std::vector<relay::CheckLine>& lines)
{
    bool refuse = false;
    for (const auto& line : lines) {
        const bool required = line.need == relay::CheckLine::Need::Required;
        refuse = refuse || (required && line.verdict == Verdict::Fail);
        std::printf("%-9s %-9s %s\n", wordOf(line.verdict), required ? "required" : "preferred",
                    line.feature.c_str());
        if (line.verdict != Verdict::Pass)
            std::printf("%20s%s\n", "", line.meaning.c_str());
    }
    std::printf("%s\n",
                refuse ? "This relay cannot be used with Sotto."
                       : "This relay can be used with Sotto.");
    return refuse ? kExitFailed : kExitOk;
}

void giveUp(const Problem& problem)
{
    std::fprintf(stderr, "sottoctl: %s\n", qPrintable(sentenceOf(problem)));
    QCoreApplication::exit(kExitFailed);
}

void answerCode(relay::RelayStream& stream, const CtlOptions& options)
{
    const auto code =
        options.codeFd ? platform::readSecretLine(*options.codeFd) : platform::askSecret("Code: ");
    if (code)
        stream.submitCode(std::string{code->text()});
    else
        QCoreApplication::exit(kExitUsage);
}

}  // namespace

int relayCheck(const CtlOptions& options, const QString& address, Time time)
{
    const auto account = Jid::parseAccount(address.toStdString());
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    if (!account) {
        std::fprintf(stderr, "sottoctl: ADDRESS is name@domain\n");
        return kExitUsage;
    }
    auto password = options.passwordFd ? platform::readSecretLine(*options.passwordFd)
                                       : platform::askSecret("Password: ");
    if (!password)
        return kExitUsage;
    const auto settings = engineSettings(*surroundings, time);
    relay::RelayStream stream(settings.makeTransport(), time);
    std::unique_ptr<relay::RelayCheck> check;
    QObject::connect(&stream, &relay::RelayStream::codeNeeded, &stream,
                     [&](const relay::CodeTask&) { answerCode(stream, options); });
    QObject::connect(&stream, &relay::RelayStream::codeRefused, &stream,
                     [&](const relay::CodeRefusal& refusal) {
                         giveUp(engine::problemOf(refusal, time.clock.wallNow()));
                     });
    QObject::connect(&stream, &relay::RelayStream::failed, &stream,
                     [&](const relay::LoginFailure& failure) {
                         giveUp(engine::problemOf(failure, time.clock.wallNow()));
                     });
    QObject::connect(
        &stream, &relay::RelayStream::online, &stream, [&](const relay::OnlineInfo& info) {
            relay::OnlineInfo login{.bound = info.bound,
                                    .codeAsked = info.codeAsked,
                                    .managed = info.managed,
                                    .token = {},
                                    .memory = info.memory};
            if (info.token)
                login.token = relay::cloned(*info.token);
            check = std::make_unique<relay::RelayCheck>(stream, std::move(login));
            check->run().then(&stream, [](const Result<std::vector<relay::CheckLine>>& lines) {
                QCoreApplication::exit(lines ? print(*lines) : kExitFailed);
            });
        });
    relay::LoginRequest request{
        .account = *account,
        .endpoint = {account->domain(), settings.relayHost, settings.relayPort},
        .credential = *std::move(password),
        .clientId = crypto::uuidV4(),
        .software = settings.software,
        .resume = std::nullopt,
        .memory = {},
        .rules = settings.loginRules};
    stream.start(std::move(request));
    const int code = QCoreApplication::exec();
    stream.abort();
    return code;
}

}  // namespace sotto::app
