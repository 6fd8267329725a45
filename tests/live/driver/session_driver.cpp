// SPDX-License-Identifier: GPL-3.0-or-later
// One device of Sotto's own session code behind lines on standard input and output, so that
// any other Signal implementation can be run against it. Test only; keys live in memory.
//   new NAME DEVICE NPREKEYS · bundle PREKEY_ID · process NAME DEVICE (a bundle, as printed)
//   enc NAME DEVICE PLAINTEXT · dec NAME DEVICE TYPE CIPHERTEXT (3 = pre-key message, 2 = other)
//   enc03 NAME DEVICE TEXT · dec03 NAME DEVICE XML · quit
// Bytes are lower-case hex, "-" is empty; TEXT and XML are the rest of the line as it stands.
#include "core/base/encoding.h"
#include "core/omemo/omemo03.h"
#include "core/omemo/strict_xml.h"
#include "core/xmpp/stream_reader.h"
#include "tests/support/manual_time.h"
#include "tests/unit/omemo/memory_key_store.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>

namespace sotto::test {
namespace {

using omemo::DeviceAddress;

constexpr std::uint32_t kMostPreKeysMade = 10'000;
constexpr int kPreKeyType = 3;

std::string hexOrDash(ByteView bytes)
{
    return bytes.empty() ? std::string{"-"} : toHex(bytes);
}

std::string_view codeOf(Errc error)
{
    switch (error) {
    case Errc::Malformed:
        return "malformed";
    case Errc::NotFound:
        return "not-found";
    case Errc::Duplicate:
        return "duplicate";
    case Errc::Denied:
        return "denied";
    case Errc::Forged:
        return "forged";
    default:
        return "other";
    }
}

class Driver {
public:
    Driver()
        : m_sessions(m_store, m_time,
                     [](const auto&, ByteView) { return omemo::Trust::TofuTrusted; })
    {
    }

    /// The answer to one line. What fails leaves the state as it was.
    std::string answer(const std::string& line)
    {
        std::istringstream words{line};
        std::string command;
        words >> command;
        const auto known = m_commands.find(command);
        if (known == m_commands.end())
            return "err unknown";
        const auto before = m_store.state;
        auto result = (this->*known->second)(words);
        if (result)
            return result->empty() ? std::string{"ok"} : "ok " + *result;
        m_store.state = before;
        return "err " + std::string{codeOf(result.error().code)};
    }

private:
    using Answer = Result<std::string>;

    static Error badLine() { return {Errc::Malformed, "line"}; }

    static Result<std::uint32_t> number(std::istream& words)
    {
        std::string word;
        words >> word;
        const auto value = omemo::strictNumber(word);
        return value ? Result<std::uint32_t>{*value} : badLine();
    }

    static Result<Bytes> bytes(std::istream& words)
    {
        std::string word;
        if (!(words >> word))
            return badLine();
        return word == "-" ? Result<Bytes>{Bytes{}} : fromHex(word);
    }

    /// Names are any words: each is an account of its own.
    static Result<DeviceAddress> peer(std::istream& words)
    {
        std::string name;
        words >> name;
        SOTTO_TRY_ASSIGN(const auto device, number(words));
        SOTTO_TRY_ASSIGN(auto account, Jid::parseAccount(toHex(viewOf(name)) + "@driver.invalid"));
        if (!isValid(DeviceId{device}))
            return badLine();
        return DeviceAddress{std::move(account), DeviceId{device}};
    }

    static std::string rest(std::istream& words)
    {
        std::string text;
        std::getline(words >> std::ws, text);
        return text;
    }

    Answer makeDevice(std::istream& words)
    {
        std::string name;
        words >> name;
        SOTTO_TRY_ASSIGN(const auto device, number(words));
        SOTTO_TRY_ASSIGN(const auto wanted, number(words));
        if (name.empty() || !isValid(DeviceId{device}) || wanted > kMostPreKeysMade)
            return badLine();
        SOTTO_TRY(m_sessions.createOwnDevice());
        m_store.state.device = DeviceId{device};
        auto keys = m_store.state.preKeys;
        while (keys.size() < wanted) {  // one more lot, from the highest id on
            m_store.state.preKeys = {*keys.rbegin()};
            SOTTO_TRY(m_sessions.topUp());
            keys.merge(m_store.state.preKeys);
        }
        while (keys.size() > wanted)
            keys.erase(std::prev(keys.end()));
        m_store.state.preKeys = std::move(keys);
        SOTTO_TRY_ASSIGN(const auto bundle, m_sessions.ownBundle());
        return std::to_string(device) + " " + toHex(bundle.identityKey);
    }

    Answer printBundle(std::istream& words)
    {
        SOTTO_TRY_ASSIGN(const auto id, number(words));
        SOTTO_TRY_ASSIGN(const auto bundle, m_sessions.ownBundle());
        const auto key = std::ranges::find(bundle.preKeys, id, &omemo::PublicPreKey::id);
        if (id != 0 && key == bundle.preKeys.end())
            return Error{Errc::NotFound, "no such one-time key"};
        const auto device = std::to_string(m_store.state.device.value);
        std::ostringstream out;
        out << device << ' ' << device << ' ' << id << ' '
            << (id == 0 ? std::string{"-"} : toHex(key->key)) << ' ' << bundle.signedPreKey.id
            << ' ' << toHex(bundle.signedPreKey.key) << ' ' << toHex(bundle.signature) << ' '
            << toHex(bundle.identityKey);
        return out.str();
    }

    Answer process(std::istream& words)
    {
        SOTTO_TRY_ASSIGN(const auto address, peer(words));
        SOTTO_TRY(number(words));  // the registration id: not used, ours are device ids
        SOTTO_TRY(number(words));
        omemo::Bundle bundle;
        SOTTO_TRY_ASSIGN(const auto preKeyId, number(words));
        SOTTO_TRY_ASSIGN(auto preKey, bytes(words));
        SOTTO_TRY_ASSIGN(bundle.signedPreKey.id, number(words));
        SOTTO_TRY_ASSIGN(bundle.signedPreKey.key, bytes(words));
        SOTTO_TRY_ASSIGN(bundle.signature, bytes(words));
        SOTTO_TRY_ASSIGN(bundle.identityKey, bytes(words));
        if (preKeyId != 0)
            bundle.preKeys.push_back({preKeyId, std::move(preKey)});
        SOTTO_TRY(m_sessions.processBundle(address, bundle));
        return std::string{};
    }

    Answer encrypt(std::istream& words)
    {
        SOTTO_TRY_ASSIGN(const auto address, peer(words));
        SOTTO_TRY_ASSIGN(const auto plain, bytes(words));
        SOTTO_TRY_ASSIGN(const auto message, m_sessions.encrypt(address, plain));
        return (message.isPreKey ? "3 " : "2 ") + toHex(message.bytes);
    }

    Answer decrypt(std::istream& words)
    {
        SOTTO_TRY_ASSIGN(const auto address, peer(words));
        SOTTO_TRY_ASSIGN(const auto type, number(words));
        SOTTO_TRY_ASSIGN(auto ciphertext, bytes(words));
        if (type != kPreKeyType && type != kPreKeyType - 1)
            return badLine();
        SOTTO_TRY_ASSIGN(const auto plain,
                         m_sessions.decrypt(address, {type == kPreKeyType, std::move(ciphertext)},
                                            omemo::Dialect::Omemo03));
        return hexOrDash(plain.view());
    }

    Answer encrypt03(std::istream& words)
    {
        SOTTO_TRY_ASSIGN(const auto address, peer(words));
        const auto text = rest(words);
        SOTTO_TRY_ASSIGN(const auto encrypted,
                         omemo::sealOmemo03(m_sessions, m_store.state.device, text, {address}));
        return xmpp::toXml(encrypted);
    }

    /// An empty text: it was a key transport.
    Answer decrypt03(std::istream& words)
    {
        SOTTO_TRY_ASSIGN(const auto address, peer(words));
        SOTTO_TRY_ASSIGN(const auto xml, xmpp::parseDocument(bytesOf(rest(words))));
        SOTTO_TRY_ASSIGN(const auto message, omemo::parseOmemo03(xml));
        if (message.sender != address.device)
            return Error{Errc::Malformed, "another sender"};
        SOTTO_TRY_ASSIGN(
            auto opened,
            omemo::openOmemo03(m_sessions, message, address.account, m_store.state.device));
        auto text = std::move(opened.text).value_or(std::string{});
        std::ranges::replace(text, '\n', ' ');  // an answer is one line
        return text;
    }

    using Command = Answer (Driver::*)(std::istream&);

    const std::map<std::string, Command> m_commands{
        {"new", &Driver::makeDevice},  {"bundle", &Driver::printBundle},
        {"process", &Driver::process}, {"enc", &Driver::encrypt},
        {"dec", &Driver::decrypt},     {"enc03", &Driver::encrypt03},
        {"dec03", &Driver::decrypt03},
    };
    ManualTime m_time;
    MemoryKeyStore m_store;
    omemo::Sessions m_sessions;
};

}  // namespace
}  // namespace sotto::test

int main()
{
    sotto::test::Driver driver;
    std::string line;
    while (std::getline(std::cin, line) && line != "quit")
        std::cout << driver.answer(line) << std::endl;  // flushed: a peer waits for it
    return 0;
}
