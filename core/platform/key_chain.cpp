// SPDX-License-Identifier: GPL-3.0-or-later
// One file for all systems: QtKeychain knows their differences.
#include "core/platform/key_chain.h"

#include <QString>
#include <qt6keychain/keychain.h>

namespace sotto::platform {
namespace {

Errc reasonOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::EntryNotFound:
        return Errc::NotFound;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return Errc::Denied;
    case QKeychain::CouldNotDeleteEntry:
        return Errc::Storage;
    default:  // Linux says "other error" where nobody answers on the bus
        return Errc::Unsupported;
    }
}

class SystemKeyChain final : public KeyChain {
public:
    Task<std::shared_ptr<SecretBytes>> read(const std::string& name) override
    {
        return run<std::shared_ptr<SecretBytes>>(
            new QKeychain::ReadPasswordJob(service()), name, [](QKeychain::ReadPasswordJob& job) {
                auto data = job.binaryData();
                auto secret = std::make_shared<SecretBytes>(
                    ByteView{reinterpret_cast<const std::uint8_t*>(data.constData()),
                             static_cast<std::size_t>(data.size())},
                    SecretBytes::Memory::Locked);
                wipe(data.data(), static_cast<std::size_t>(data.size()));
                return secret;
            });
    }

    Task<Done> write(const std::string& name, ByteView secret) override
    {
        auto* const job = new QKeychain::WritePasswordJob(service());
        job->setBinaryData(QByteArray{reinterpret_cast<const char*>(secret.data()),
                                      static_cast<qsizetype>(secret.size())});
        return run<Done>(job, name, [](QKeychain::Job&) { return Done{}; });
    }

    Task<Done> remove(const std::string& name) override
    {
        auto* const job = new QKeychain::DeletePasswordJob(service());
        return run<Done>(
            job, name, [](QKeychain::Job&) { return Done{}; }, QKeychain::EntryNotFound);
    }

private:
    static QString service() { return QStringLiteral("Sotto"); }

    /// The job deletes itself. `fine`: an error that is none.
    template <class T, class Job, class Take>
    static Task<T> run(Job* job, const std::string& name, Take take,
                       QKeychain::Error fine = QKeychain::NoError)
    {
        auto promise = std::make_shared<Promise<T>>();
        auto task = promise->task();
        job->setInsecureFallback(false);
        job->setKey(QString::fromStdString(name));
        QObject::connect(job, &QKeychain::Job::finished, job, [promise, take, job, fine] {
            if (job->error() != QKeychain::NoError && job->error() != fine)
                promise->finish(Error{reasonOf(job->error()), "key chain"});
            else
                promise->finish(take(*job));
        });
        job->start();
        return task;
    }
};

}  // namespace

std::unique_ptr<KeyChain> systemKeyChain()
{
    return std::make_unique<SystemKeyChain>();
}

}  // namespace sotto::platform
