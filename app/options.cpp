// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <CLI/CLI.hpp>

namespace sotto::app {

Options readOptions(int argc, char** argv)
{
    CLI::App command{"Sotto, the messenger of a clinic: encrypted, lockable, auditable."};
    command.set_version_flag("--version", std::string{"Sotto "} + SOTTO_VERSION);
    std::string dataFolder;
    std::string policyFolder;
    std::string statusFile;
    bool session = false;
    command.add_option("--data", dataFolder, "Folder for vaults, instead of the local data folder");
    command.add_option(
        "--policy", policyFolder,
        "Folder with policy.toml, where the system has none; must belong to an administrator");
    command.add_option("--status-file", statusFile,
                       "Where each session keeps its counts for monitoring, as FILE.PROCESS-ID, if "
                       "policy allows it");
    command.add_flag("--session", session)->group("");  // only the station starts sessions
    bool emergency = false;
    command.add_flag("--emergency", emergency)->group("");  // with --session
    bool decoder = false;
    command.add_flag("--decode-picture", decoder)->group("");  // only a session starts it
    bool inventory = false;
    command.add_flag("--inventory", inventory,
                     "Print what this workstation runs, on what, and with whom it speaks (JSON)");
    Options options;
    try {
        command.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        options.exitCode = command.exit(error);
    }
    if (decoder)
        options.role = Options::Role::PictureDecoder;
    else if (inventory)
        options.role = Options::Role::Inventory;
    else if (session)
        options.role = Options::Role::Session;
    options.emergency = emergency;
    options.dataFolder = QString::fromStdString(dataFolder);
    options.policyFolder = QString::fromStdString(policyFolder);
    options.statusFile = QString::fromStdString(statusFile);
    return options;
}

}  // namespace sotto::app
