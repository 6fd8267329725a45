// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"
#include "app/inventory.h"
#include "app/options.h"
#include "app/pictures/picture_decoder.h"
#include "app/session/session_process.h"
#include "app/station/audit_keeper.h"
#include "app/station/collector_link.h"
#include "app/station/emergency_watch.h"
#include "app/station/station_guard.h"
#include "app/station/station_process.h"
#include "app/words.h"
#include "core/base/log.h"
#include "core/base/qt_scheduler.h"
#include "core/engine/threaded_client.h"
#include "core/platform/file_ownership.h"
#include "core/platform/hardening.h"
#include "core/platform/system_clock.h"
#include "core/policy/policy_watcher.h"
#include "ui/start.h"
#include "ui/start_problem.h"
#include "ui/station_window.h"

#include <QApplication>
#include <QLockFile>

#include <cstdio>

namespace sotto::app {
namespace {

TrustedFile readPolicyFile(const std::filesystem::path& path)
{
    return platform::readTrustedFile(path);
}

/// A station cannot start: say why in a window and on the terminal.
int refuse(ProblemKind kind)
{
    std::fprintf(stderr, "sotto: %s\n", qPrintable(sentenceOf({kind, 0})));
    ui::showStartProblem({kind, 0});
    return 1;
}

int runSession(const Options& options, const Result<Surroundings>& surroundings, Time time)
{
    if (!surroundings)
        return 1;
    const auto purpose = options.emergency ? Purpose::Emergency : Purpose::Usual;
    auto client = std::make_unique<engine::ThreadedClient>(
        engineSettings(*surroundings, time, purpose), time);
    policy::PolicyWatcher policy(surroundings->paths.policy, readPolicyFile, time);
    SessionProcess session(std::move(client), openAuditLog(*surroundings, time), policy, time);
    session.holdBackWhile(
        [&] { return isLogHeldBack(surroundings->paths, policy.current().policy, time); });
    session.keepVaultsIn(surroundings->paths.data);
    session.followLists(surroundings->paths.policy, readPolicyFile, time);
    session.reportTo(options.statusFile, time);
    session.run();
    return QApplication::exec();
}

int runStation(const Options& options, const Result<Surroundings>& surroundings, Time time)
{
    if (!surroundings)
        return refuse(ProblemKind::StorageFailed);
    const auto& paths = surroundings->paths;
    QLockFile only(QString::fromStdU16String((paths.data / "station.lock").u16string()));
    only.setStaleLockTime(0);
    if (!only.tryLock(0))
        return refuse(ProblemKind::AlreadyRunning);

    policy::PolicyWatcher policy(paths.policy, readPolicyFile, time);
    QStringList sessionArguments{QStringLiteral("--session")};
    if (!options.dataFolder.isEmpty())
        sessionArguments << QStringLiteral("--data") << options.dataFolder;
    if (!options.policyFolder.isEmpty())
        sessionArguments << QStringLiteral("--policy") << options.policyFolder;
    if (!options.statusFile.isEmpty())
        sessionArguments << QStringLiteral("--status-file") << options.statusFile;
    const auto appearance = [&policy, disk = platform::diskEncryptionOf(paths.data)] {
        auto shown = stationAppearance(policy.current());
        shown.disk = diskNotice(policy.current().policy, disk);
        return shown;
    };
    StationProcess station({QApplication::applicationFilePath(), sessionArguments,
                            QString::fromStdU16String((paths.data / "people").u16string()),
                            appearance()},
                           time);
    StationGuard guard(station, policy, openAuditLog(*surroundings, time), time);
    EmergencyWatch emergencies(station, policy, openAuditLog(*surroundings, time), time);
    AuditKeeper keeper(openAuditLog(*surroundings, time), time);
    keeper.keepInventory([&policy, &paths]() -> std::optional<audit::Event> {
        if (!policy.current().policy.boolean("device.inventory_report"))
            return std::nullopt;
        const auto programs = QCoreApplication::applicationDirPath().toStdU16String();
        return eventOf(takeInventory({paths, policy.current()}, programs));
    });
    keeper.keepNoLongerThan([&policy, &paths] { return pruneRules(paths, policy.current()); });
    QObject::connect(&station, &StationProcess::sessionLocked, &keeper, &AuditKeeper::checkpoint);
    QObject::connect(&station, &StationProcess::sessionSignedOut, &keeper,
                     &AuditKeeper::checkpoint);
    QObject::connect(&station, &StationProcess::emergencyClosed, &keeper, &AuditKeeper::checkpoint);
    keeper.noteDisk(appearance().disk);
    QObject::connect(&station, &StationProcess::signInRefused, &keeper, &AuditKeeper::noteRefused);
    CollectorLink collector(paths.audit, policy, time);
    QObject::connect(&collector, &CollectorLink::failingChanged, &keeper,
                     &AuditKeeper::noteCollector);
    QObject::connect(&policy, &policy::PolicyWatcher::changed, &station,
                     [&station, &keeper, appearance] {
                         const auto shown = appearance();
                         keeper.noteDisk(shown.disk);
                         station.setAppearance(shown);
                     });

    ui::StationWindow window(station, time);
    QObject::connect(&station, &StationProcess::switcherWanted, &window, [&window] {
        window.show();
        window.raise();
        window.activateWindow();
    });
    QObject::connect(&station, &StationProcess::switcherUnwanted, &window, &QWidget::hide);
    QObject::connect(&station, &StationProcess::finished, qApp, &QCoreApplication::quit);
    window.show();
    return QApplication::exec();
}

/// Needs no display.
int runInventory(const Options& options, int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Sotto"));
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    const platform::SystemClock clock;
    const auto text = surroundings ? inventoryHere(*surroundings, clock.wallNow()) : std::string{};
    return !text.empty() && std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0 ? 0
                                                                                              : 1;
}

}  // namespace
}  // namespace sotto::app

int main(int argc, char** argv)
{
    using namespace sotto;
    platform::hardenOrReexec(argc, argv);
    const auto options = app::readOptions(argc, argv);
    if (options.exitCode)
        return *options.exitCode;
    if (options.role == app::Options::Role::PictureDecoder)
        app::runPictureDecoder();  // before Qt: it needs no display and gets no event loop
    log::enable(qEnvironmentVariableIsSet("SOTTO_LOG"));
    if (options.role == app::Options::Role::Inventory)
        return app::runInventory(options, argc, argv);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Sotto"));
    QApplication::setApplicationVersion(QStringLiteral(SOTTO_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("sotto"));
    QApplication::setQuitOnLastWindowClosed(false);
    // Its language is in force from the start of a process: a session's is its next lock.
    const auto surroundings = app::findSurroundings(options.dataFolder, options.policyFolder);
    ui::start(application,
              surroundings ? QString::fromStdString(surroundings->policy.policy.text("ui.locale"))
                           : QString());
    platform::SystemClock clock;
    QtScheduler scheduler;
    const Time time{clock, scheduler};
    return options.role == app::Options::Role::Session
        ? app::runSession(options, surroundings, time)
        : app::runStation(options, surroundings, time);
}
