/**
 * @description The only trigger on messages; everything is the handler's business.
 */
trigger MessageTrigger on Message__c(before insert, after insert) {
    new MessageTriggerHandler().run();
}
