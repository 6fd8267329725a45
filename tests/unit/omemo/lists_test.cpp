// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/crypto/sealed_box.h"
#include "core/omemo/bundle.h"
#include "core/omemo/device_list.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <functional>

using namespace sotto;
using namespace sotto::omemo;
using test::Device;
using xmpp::Element;

namespace {

Element deviceElement(std::string_view id)
{
    return Element{"device", kOmemoNs}.set("id", id);
}

Element sottoDevice(std::string_view id, std::string_view alertKey)
{
    return Element{"device", kDevicesNs}
        .set("id", id)
        .set("label", "Front desk 2")
        .set("platform", "linux")
        .set("alert-key", alertKey);
}

Element* find(Element& parent, std::string_view name)
{
    for (auto& child : parent.children)
        if (child.name == name)
            return &child;
    return nullptr;
}

}  // namespace

TEST_CASE("a bundle is read as it was built", "[omemo]")
{
    Device lee{"lee@clinic.example"};
    const auto bundle = *lee.sessions.ownBundle();
    const auto element = buildBundle(bundle);
    CHECK(element.is("bundle", kOmemoNs));
    CHECK(element.child("prekeys", kOmemoNs)->children.size() == 100);
    const auto again = parseBundle(element);
    REQUIRE(again);
    CHECK(*again == bundle);
    CHECK(bundleNode(DeviceId{31415}) == "eu.siacs.conversations.axolotl.bundles:31415");
}

TEST_CASE("a bundle that breaks its grammar is refused", "[omemo][hostile][D22]")
{
    static Device lee{"lee@clinic.example"};
    static const auto genuine = buildBundle(*lee.sessions.ownBundle());

    struct Case {
        const char* why;
        std::function<void(Element&)> spoil;
    };

    static const std::string zeroKey = toBase64([] {
        Bytes key(33);
        key[0] = 5;
        return key;
    }());
    const auto c = GENERATE(values<Case>({
        {"another element", [](Element& e) { e.name = "bundles"; }},
        {"another namespace", [](Element& e) { e.ns = "urn:xmpp:omemo:2"; }},
        {"no identity", [](Element& e) { find(e, "identityKey")->name = "x"; }},
        {"empty identity", [](Element& e) { find(e, "identityKey")->text.clear(); }},
        {"identity of zeros", [](Element& e) { find(e, "identityKey")->text = zeroKey; }},
        {"identity of 32 bytes",
         [](Element& e) { find(e, "identityKey")->text = toBase64(Bytes(32, 5)); }},
        {"two identities", [](Element& e) { e.add(*find(e, "identityKey")); }},
        {"white space", [](Element& e) { find(e, "identityKey")->text += "\n"; }},
        {"no signature", [](Element& e) { find(e, "signedPreKeySignature")->name = "x"; }},
        {"signature of 63 bytes",
         [](Element& e) { find(e, "signedPreKeySignature")->text = toBase64(Bytes(63)); }},
        {"two signatures", [](Element& e) { e.add(*find(e, "signedPreKeySignature")); }},
        {"no signed key", [](Element& e) { find(e, "signedPreKeyPublic")->name = "x"; }},
        {"signed key of zeros", [](Element& e) { find(e, "signedPreKeyPublic")->text = zeroKey; }},
        {"signed key without id",
         [](Element& e) { find(e, "signedPreKeyPublic")->attributes.clear(); }},
        {"signed key id too large",
         [](Element& e) { find(e, "signedPreKeyPublic")->set("signedPreKeyId", "2147483648"); }},
        {"signed key id with a sign",
         [](Element& e) { find(e, "signedPreKeyPublic")->set("signedPreKeyId", "+1"); }},
        {"no list of one-time keys", [](Element& e) { find(e, "prekeys")->name = "x"; }},
        {"no one-time key", [](Element& e) { find(e, "prekeys")->children.clear(); }},
        {"two lists", [](Element& e) { e.add(*find(e, "prekeys")); }},
    }));
    CAPTURE(c.why);
    auto spoilt = genuine;
    c.spoil(spoilt);
    const auto bundle = parseBundle(spoilt);
    REQUIRE_FALSE(bundle);
    CHECK(bundle.error().code == Errc::Malformed);
}

TEST_CASE("bad one-time keys are left out of a bundle", "[omemo][hostile][D22]")
{
    Device lee{"lee@clinic.example"};
    auto element = buildBundle(*lee.sessions.ownBundle());
    auto& keys = find(element, "prekeys")->children;
    keys[0].set("preKeyId", "0");
    keys[1].set("preKeyId", "3");  // comes again
    keys[3].set("preKeyId", "2147483648");
    keys[4].text = "AAAA";
    keys[5].attributes.clear();
    keys[6].name = "preKey";
    const auto bundle = parseBundle(element);
    REQUIRE(bundle);
    CHECK(bundle->preKeys.size() == 94);
    CHECK(bundle->preKeys.front().id == 3);

    while (keys.size() < 300)
        keys.push_back(Element{keys.back()}.set("preKeyId", std::to_string(1000 + keys.size())));
    CHECK(parseBundle(element)->preKeys.size() == kMostPreKeys);
}

TEST_CASE("a device list keeps fifty valid ids, each once", "[omemo][hostile][C22]")
{
    Element list{"list", kOmemoNs};
    CHECK(parseDeviceIds(list)->empty());
    for (const auto* bad : {"0", "2147483648", "-1", "+5", " 5", "5 ", "05", "0x5", "", "5.0",
                            "99999999999999999999", "\xD9\xA5"})
        list.add(deviceElement(bad));
    list.add(Element{"device", "urn:other"}.set("id", "5"));
    CHECK(parseDeviceIds(list)->empty());
    list.add(deviceElement("7")).add(deviceElement("2147483647")).add(deviceElement("7"));
    CHECK(*parseDeviceIds(list) == std::vector{DeviceId{7}, DeviceId{0x7FFFFFFF}});
    for (int id = 1; id <= 5000; ++id)
        list.add(deviceElement(std::to_string(id)));
    CHECK(parseDeviceIds(list)->size() == kMostDevices);
    CHECK(parseDeviceIds(Element{"devices", kOmemoNs}).error().code == Errc::Malformed);

    const std::vector ids{DeviceId{3}, DeviceId{1}};
    CHECK(*parseDeviceIds(buildDeviceIds(ids)) == ids);
}

TEST_CASE("our own device list is read as it was built", "[omemo]")
{
    const std::vector<SottoDevice> devices{
        {DeviceId{31415}, "Front desk 2", "linux", crypto::makeAlertKeyPair().publicKey},
        {DeviceId{2}, "", "macos", crypto::makeAlertKeyPair().publicKey},
    };
    const auto element = buildDevices(devices);
    CHECK(element.is("devices", "urn:x-sotto:devices:0"));
    CHECK(*parseDevices(element) == devices);
}

TEST_CASE("bad devices are left out of our list", "[omemo][hostile][C22]")
{
    const auto key = toBase64(crypto::makeAlertKeyPair().publicKey);
    Element list{"devices", kDevicesNs};
    list.add(sottoDevice("0", key))
        .add(sottoDevice("1", ""))
        .add(sottoDevice("2", toBase64(Bytes(32))))
        .add(sottoDevice("3", toBase64(Bytes(33, 9))))
        .add(sottoDevice("4", key + "\n"))
        .add(sottoDevice("5", key))
        .add(sottoDevice("5", key).set("label", "second"))
        .add(sottoDevice("6", key).set("platform", "templeos").set("label", std::string(65, 'x')))
        .add(sottoDevice("7", key).set("label", [] {
            std::string text;
            for (int i = 0; i < 100; ++i)
                text += "\xC3\xA9";
            return text;
        }()));
    const auto devices = parseDevices(list);
    REQUIRE(devices);
    REQUIRE(devices->size() == 3);
    CHECK((*devices)[0].label == "Front desk 2");
    CHECK((*devices)[1].label.size() == 64);
    CHECK((*devices)[1].platform.empty());
    CHECK((*devices)[2].label.size() == 128);
    for (int id = 100; id < 200; ++id)
        list.add(sottoDevice(std::to_string(id), key));
    CHECK(parseDevices(list)->size() == kMostDevices);
    CHECK(parseDevices(Element{"devices", kOmemoNs}).error().code == Errc::Malformed);
}

TEST_CASE("a fingerprint is eight groups of eight digits", "[omemo]")
{
    Bytes key(33, 0xAB);
    key[0] = 5;
    key[32] = 0x1F;
    CHECK(fingerprint(key) ==
          "abababab abababab abababab abababab abababab abababab abababab "
          "ababab1f");
    CHECK(fingerprint(Bytes(32, 1)).empty());
}
