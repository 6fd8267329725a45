// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/ctl/console_sign_in.h"
#include "core/engine/engine.h"

#include <QCoreApplication>

#include <cstdio>
#include <functional>

namespace sotto::app {

/// What each command begins with that signs in: an engine on this thread, and the console.
struct ConsoleRun {
    ConsoleRun(const CtlOptions& options, const QString& address, const Surroundings& surroundings,
               Time time, const std::function<void(engine::EngineSettings&)>& adjust = {})
        : disk(diskNotice(surroundings.policy.policy,
                          platform::diskEncryptionOf(surroundings.paths.data))),
          engine(adjusted(engineSettings(surroundings, time), adjust), time),
          signIn(engine, options, address)
    {
        QObject::connect(&signIn, &ConsoleSignIn::failed, &engine,
                         [] { QCoreApplication::exit(kExitFailed); });
        QObject::connect(&engine, &Client::locked, &engine,
                         [this] { end(kExitFailed); });  // nobody locks here: it ended itself
        QObject::connect(&engine, &Client::signedOut, &engine,
                         [this] { QCoreApplication::exit(exitCode); });
    }

    static engine::EngineSettings
    adjusted(engine::EngineSettings settings,
             const std::function<void(engine::EngineSettings&)>& adjust)
    {
        if (adjust)
            adjust(settings);
        return settings;
    }

    int go()
    {
        if (Station::refuses(disk)) {
            std::fputs("sottoctl: nobody can sign in here: your clinic requires an encrypted disk, "
                       "and this one is not, or does not say so.\n",
                       stderr);
            return kExitFailed;
        }
        QMetaObject::invokeMethod(&signIn, &ConsoleSignIn::start, Qt::QueuedConnection);
        return QCoreApplication::exec();
    }

    void end(int code)
    {
        exitCode = code;
        // Not from inside one of the engine's signals: it takes the session apart.
        QMetaObject::invokeMethod(&engine, &engine::Engine::signOut, Qt::QueuedConnection);
    }

    DiskNotice disk;
    engine::Engine engine;
    ConsoleSignIn signIn;
    int exitCode = kExitOk;
};

}  // namespace sotto::app
