// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/key_chain.h"

#include <map>
#include <optional>

namespace sotto::test {

/// What a system's key chain keeps: outlives the engines that use it.
struct FakeKeyChain {
    std::map<std::string, Bytes> entries;
    std::optional<Errc> refusal;  ///< what every call is answered with

    std::unique_ptr<platform::KeyChain> open();
};

class FakeKeyChainClient final : public platform::KeyChain {
public:
    explicit FakeKeyChainClient(FakeKeyChain& chain) : m_chain(chain) { }

    Task<std::shared_ptr<SecretBytes>> read(const std::string& name) override
    {
        const auto found = m_chain.entries.find(name);
        if (m_chain.refusal)
            return answered<std::shared_ptr<SecretBytes>>(Error{*m_chain.refusal, "fake"});
        if (found == m_chain.entries.end())
            return answered<std::shared_ptr<SecretBytes>>(Error{Errc::NotFound, "fake"});
        return answered<std::shared_ptr<SecretBytes>>(
            std::make_shared<SecretBytes>(ByteView{found->second}));
    }

    Task<Done> write(const std::string& name, ByteView secret) override
    {
        if (m_chain.refusal)
            return answered<Done>(Error{*m_chain.refusal, "fake"});
        m_chain.entries[name] = Bytes{secret.begin(), secret.end()};
        return answered<Done>(Done{});
    }

    Task<Done> remove(const std::string& name) override
    {
        if (m_chain.refusal)
            return answered<Done>(Error{*m_chain.refusal, "fake"});
        m_chain.entries.erase(name);
        return answered<Done>(Done{});
    }

private:
    template <class T>
    static Task<T> answered(Result<T> result)
    {
        Promise<T> promise;
        promise.finish(std::move(result));
        return promise.task();
    }

    FakeKeyChain& m_chain;
};

inline std::unique_ptr<platform::KeyChain> FakeKeyChain::open()
{
    return std::make_unique<FakeKeyChainClient>(*this);
}

}  // namespace sotto::test
